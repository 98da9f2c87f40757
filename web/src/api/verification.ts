import type { Verdict } from '../../../core/verdict.ts';
import { call, type Result } from './http.ts';
import type { Operations } from './schema.ts';

type Asked = Operations['GET /verification/certificates']['query'];

/** What the server itself says of a certificate: its verdict is core's, whose branded hex strings the API does not know. */
export const verdictOfServer = async (asked: Asked, signal: AbortSignal): Promise<Verdict> =>
  (await call('GET /verification/certificates', { query: asked, signal })) as unknown as Verdict;

/** The proof behind a number and the code printed beside it: the server alone can look a number up. */
export const proofByNumber = (asked: Asked, signal: AbortSignal) =>
  call('GET /verification/certificates/proof', { query: asked, signal });

export type RecordedVerdict = Verdict & Pick<Result<'POST /records/{recordId}/verifications'>, 'verifiedAt'>;

/** As a party: the chain is asked anew, and that we did so is recorded. */
export const verifyAsParty = async (recordId: string, idempotencyKey: string): Promise<RecordedVerdict> =>
  (await call('POST /records/{recordId}/verifications', {
    path: { recordId },
    idempotencyKey,
  })) as unknown as RecordedVerdict;
