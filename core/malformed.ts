/**
 * Bytes or text that do not have the form the protocol fixes.
 *
 * `field` names the offending value the way the protocol page does; the value itself is left out, because
 * it may be huge or secret.
 */
export class MalformedError extends Error {
  readonly field: string;
  readonly expected: string;

  constructor(field: string, expected: string, options?: ErrorOptions) {
    super(`${field}: expected ${expected}`, options);
    this.name = 'MalformedError';
    this.field = field;
    this.expected = expected;
  }
}
