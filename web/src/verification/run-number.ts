import type { Verdict } from '../../../core/verdict.ts';
import { verify } from '../../../core/verify.ts';
import { proofByNumber, verdictOfServer } from '../api/verification.ts';
import { textAt } from '../certificates/read-goods.ts';
import { readerOf } from './chain-reader.ts';
import type { Asked } from './read-code.ts';
import type { TrustSettings } from './read-trust.ts';

/** What was found behind a number and a code, and of whom it was asked. */
export interface FoundByNumber {
  /** Null: the server answered with another certificate than the one asked for. */
  readonly verdict: Verdict | null;
  /** Null: the server's word, because no endpoint of the chain could be reached from here. */
  readonly rpcUrls: readonly string[] | null;
  /** Number of what took its place, where the server knows it. */
  readonly successor: string | null;
}

/**
 * The server finds the proof, and this page verifies it as it would a file: with the visitor's trust list and addresses.
 * @param settings null: the installation does not say what to trust, and the visitor neither
 * @throws ApiProblem, with status 404 for a wrong number and a wrong code alike
 */
export async function examineNumber(
  asked: Asked,
  settings: TrustSettings | null,
  signal: AbortSignal,
): Promise<FoundByNumber> {
  const { bundle, successor } = await proofByNumber(asked, signal);
  const { trust, rpcUrls } = settings ?? { trust: { deployments: [] }, rpcUrls: [] };
  const verdict = await verify({ bundle }, trust, readerOf(rpcUrls));
  // Of what is not properly signed nothing is shown, and its verdict says why.
  const shown = verdict.facts?.certificate?.subject;
  if (shown !== undefined && !isAsked(shown, asked)) return { verdict: null, rpcUrls, successor: null };
  return isUnreached(verdict, rpcUrls) || settings === null
    ? { verdict: await verdictOfServer(asked, signal), rpcUrls: null, successor }
    : { verdict, rpcUrls, successor };
}

/**
 * The one endpoint did not answer. Where several disagree, one is silent beside others, or one stands still, the chain was
 * reached and the verdict says so: the server may not speak in its place.
 */
const isUnreached = ({ checks }: Verdict, rpcUrls: readonly string[]): boolean =>
  checks.some(({ code, status, evidence }) => {
    if (code !== 'chain.answers' || status === 'ok') return false;
    const { why } = evidence;
    return why === undefined || (why === 'silent' && rpcUrls.length === 1);
  });

function isAsked(subject: Parameters<typeof textAt>[0], { number, code }: Asked): boolean {
  return (
    textAt(subject, 'certificateNumber') === number.trim() &&
    normal(textAt(subject, 'verificationCode') ?? '') === normal(code)
  );
}

/** Crockford's base32 as people type it. */
const normal = (code: string): string =>
  code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
