/** `passkey`: it was not used, or does not answer. `other-passkey`: it is not the one that was enrolled. */
export class PasskeyProblem extends Error {
  readonly why: 'passkey' | 'other-passkey' | 'no-prf';
  constructor(why: PasskeyProblem['why'], options?: ErrorOptions) {
    super(why, options);
    this.name = 'PasskeyProblem';
    this.why = why;
  }
}
