/** Looks for malware in what is handed in, while it arrives. */
export interface Scanner {
  /**
   * The same bytes, each part done with here when it is given; the end comes only once they were found clean.
   * @throws ScanError instead of the end
   */
  through(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

export class ScanError extends Error {
  /** `unavailable`: nobody can say whether it is clean. */
  readonly code: 'infected' | 'unavailable';
  /** What the scanner calls it. */
  readonly found: string;
  constructor(code: ScanError['code'], message: string, found = '', options?: ErrorOptions) {
    super(message, options);
    this.name = 'ScanError';
    this.code = code;
    this.found = found;
  }
}

/** Where none is configured. */
export const noScanner: Scanner = { through: (source) => source };
