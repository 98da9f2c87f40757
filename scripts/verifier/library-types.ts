/**
 * What the package `openpouch` shows to programs, by itself: these types name nothing of another package, so that they
 * are read without one. What the verifier really makes is held against them where it is made (library.ts).
 */

/** In order of precedence: the first that any check leads to. */
export type Outcome =
  | 'invalid'
  | 'indeterminate'
  | 'revoked'
  | 'superseded'
  | 'closed'
  | 'pending'
  | 'expired'
  | 'valid';

export interface Check {
  /** Stays the same from version to version, as `file.unchanged`. */
  readonly code: string;
  readonly status: 'ok' | 'failed' | 'unknown';
  /** What this check alone leads to. */
  readonly outcome: Outcome;
  /** One sentence in English. */
  readonly text: string;
  /** The values that decided. */
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** Number of a block, and its time in seconds since 1970. */
export interface Block {
  readonly number: number;
  readonly time: number;
}

export interface Facts {
  /** `0x` and 64 hexadecimal digits. */
  readonly recordId: string;
  /** Who accredits, in words; null: unknown to the trust list. */
  readonly federation: string | null;
  /** What of a certificate is shown; null: of no certificate, withheld, or not properly signed. */
  readonly certificate: {
    /** Of the origin of goods, or of a document that somebody else made. */
    readonly kind: 'origin' | 'document';
    readonly issuer: { readonly id: string; readonly name: string };
    readonly validFrom: string;
    /** Null: it has no end. */
    readonly validUntil: string | null;
    readonly subject: Readonly<Record<string, unknown>>;
    readonly hiddenCount: number;
  } | null;
  /** What a pouch held when it was made. */
  readonly manifest: Readonly<Record<string, unknown>> | null;
  /** The file that was compared. */
  readonly file: { readonly length: number; readonly sha256: string } | null;
  /** Null: the chain was not asked, or gave no answer. */
  readonly chain: {
    readonly latest: Block;
    readonly final: Block;
    /** When the issuing event, and the file's, were sealed. */
    readonly sealed: { readonly issuance: Block | null; readonly subject: Block | null };
    readonly state: {
      readonly status: 'unknown' | 'active' | 'closed' | 'revoked' | 'superseded';
      /** Signer id; null: it has not moved, whom the genesis names. */
      readonly owner: string | null;
      readonly sequence: number;
      readonly reason: number;
    };
  } | null;
}

export interface Verdict {
  readonly outcome: Outcome;
  /** The verdict in one English sentence. */
  readonly statement: string;
  readonly checks: readonly Check[];
  /** Null when there was no proof to read. */
  readonly facts: Facts | null;
  /** Of a trail exported as JSON: what is said of each of its lines. */
  readonly lines?: readonly Line[];
}

/** Of the one file, whatever it is. */
export interface FileVerdict extends Verdict {
  /**
   * Of a pouch archive: each certificate, print and document in it. `outcome` and `statement` are then those of the worst
   * of all, `checks` and `facts` those of the archive itself and the pouch in it. Left out: it is no archive.
   */
  readonly parts?: readonly (Verdict & { readonly path: string })[];
}

/** One event of a trail. */
export interface Line {
  readonly type: string;
  /** RFC 3339. */
  readonly time: string;
  readonly recordId: string;
  readonly sequence: number;
  /** What the operator calls the record, and who acted; null: the operator itself. */
  readonly name: string | null;
  readonly who: string | null;
  readonly outcome: Outcome;
  readonly checks: readonly Check[];
}

/** The deployments that you accept (docs/protocol.md, section 8). */
export interface TrustList {
  readonly deployments: readonly {
    readonly federation: string;
    readonly chainId: number;
    readonly contracts: {
      readonly chamberRegistry: string;
      readonly anchorRegistry: string;
      readonly recordRegistry: string;
    };
    readonly verifiers: { readonly es256: string; readonly webauthn: string; readonly rsa: string };
    readonly codeHashes: Readonly<Record<string, string>>;
    readonly confirmations: number;
    readonly maxHeadAgeSeconds: number | null;
  }[];
}

export interface VerifierOptions {
  readonly trust: TrustList;
  /** JSON-RPC addresses of nodes of the chain; several must agree. None: at best `indeterminate`. */
  readonly rpc?: string | readonly string[];
  /** That many are verified in, yours among them and each with its own connections; left out: as many as the machine runs at once. */
  readonly threads?: number;
  /** Public key of whoever signs exported trails, as /.well-known/openpouch.json names it; else such a file is at best `indeterminate`. */
  readonly operator?: { readonly crv: 'P-256'; readonly kty: 'EC'; readonly x: string; readonly y: string };
  /**
   * Address of an installation, as `https://pouch.example`. What was not sealed yet when a proof was taken is asked there,
   * by hashes alone, and checked; left out, nobody is asked and such a proof stays `pending`.
   */
  readonly complete?: string;
}

export interface Input {
  /** A file that carries its proof, is one, or is proven by `proof`; a pouch archive; an exported trail. */
  readonly file?: Uint8Array;
  /** A proof bundle, as text or parsed. */
  readonly proof?: string | object;
}

export interface Verifier {
  /** Whatever the input, it answers with a verdict. @param now of the reader's clock; left out: the system's */
  verify(input: Input, now?: Date): Promise<FileVerdict>;
  /**
   * Many, fastest: in the order of the inputs, some hundreds of which are taken ahead of their verdicts. Of each lot the
   * chain is asked once. More than two hundred are shared among threads.
   */
  verifyMany(inputs: Iterable<Input> | AsyncIterable<Input>, now?: Date): AsyncGenerator<FileVerdict>;
  /** Files and folders; several at a time, in order; each part of an archive has a verdict of its own. @throws when one that is named is not there */
  verifyFiles(paths: readonly string[]): AsyncGenerator<Verdict & { readonly file: string }>;
  /** Ends the connections. */
  close(): void;
}

/**
 * Verifies proofs and files without any server of ours: nothing is asked but the chain.
 * @throws Error naming what is wrong in the trust list
 */
export type CreateVerifier = (options: VerifierOptions) => Verifier;
