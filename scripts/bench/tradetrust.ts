import { installTradeTrust, runTradeTrust } from '../../test/integration/tradetrust-packages.ts';
import type { Rate } from './verification-ours.ts';
import type { VerificationSample } from './verification-sample.ts';

export interface TheirFigures {
  /** `verifySignature` a second: the document's hash and its path to the batch's root. */
  readonly signatures: Rate;
  /** All fragments of a document a second. */
  readonly documents: Rate;
  /** All fragments of one, over the slower endpoint. */
  readonly delayedMs: number;
}

/** What tt-verify 9.7.2 does with the same certificates, in a process of its own. */
export async function measureTradeTrust(
  { documents, dns }: VerificationSample,
  asked: {
    readonly rpcUrl: string;
    readonly delayedUrl: string;
    readonly atOnce: number;
    readonly warmUps: number;
  },
): Promise<TheirFigures> {
  await installTradeTrust();
  const input = JSON.stringify({ documents, dns, ...asked });
  return JSON.parse(await runTradeTrust('measure.mjs', input)) as TheirFigures;
}
