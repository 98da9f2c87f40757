/** The fragment that leads to a step of a record's trail, by its sequence; the step opens its proof there. */
export const stepHash = (sequence: number): string => `#step-${sequence}`;

/** The sequence that a fragment names; null: none. */
export function stepIn(hash: string): number | null {
  const [, digits] = /^#step-(\d{1,9})$/.exec(hash) ?? [];
  return digits === undefined ? null : Number(digits);
}
