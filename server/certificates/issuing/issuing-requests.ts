import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import { fingerprintOf, onceEach, readIdempotencyKey } from '../../http/idempotency.ts';
import { etagOf } from '../../http/if-match.ts';
import { Problem } from '../../http/problem.ts';
import type { Reply } from '../../http/route.ts';
import { certificateViews } from '../certificate-views.ts';
import { createGrouping } from './grouping.ts';
import type { IssuingService } from './issuing-service.ts';

/** One request to issue one certificate. */
export interface IssuingRequest {
  readonly principal: Principal;
  readonly certificateId: string;
  readonly idempotencyKey: string | undefined;
}

/** Bounds how long a group's first waits for its last. */
const mostTogether = 48;

/**
 * Issues single certificates. All requests of a chamber take their number from one row, which stays locked until the
 * transaction ends; so those that come at the same time share a transaction, each with its own idempotency key and
 * its own answer. Measured: some ten times as many a second as one transaction each.
 */
export function createIssuingRequests(
  { database, codeLists }: Pick<AppContext, 'database' | 'codeLists'>,
  issuing: IssuingService,
): (request: IssuingRequest) => Promise<Reply> {
  const together = createGrouping(
    (chamberId: string, take: () => readonly IssuingRequest[]) =>
      database.as({ organisationId: chamberId }, (trx) => {
        const requests = take();
        const keyed = requests.map(({ principal, certificateId, idempotencyKey }) => {
          const path = `/api/v1/certificates/${certificateId}/issuance`;
          const key = readIdempotencyKey(idempotencyKey);
          return { principal, key: { key, fingerprint: fingerprintOf('POST', path, '') } };
        });
        return onceEach(trx, chamberId, keyed, async (places) => {
          const asked = places.map((place) => requests[place] as IssuingRequest);
          const wishes = asked.map(({ certificateId, principal }) => ({
            id: certificateId,
            officer: principal.name,
            officerId: principal.id,
          }));
          const outcomes = await issuing.issue(trx, chamberId, wishes);
          const ids = wishes.map(({ id }) => id);
          const certificates = await certificateViews.many(trx, ids, codeLists);
          const views = new Map(certificates.map((view) => [view.id, view]));
          return new Map<number, Reply | Problem>(
            places.map((place, index) => {
              const outcome = outcomes[index];
              const view = views.get(ids[index] ?? '');
              if (outcome instanceof Problem) return [place, outcome];
              if (outcome === undefined || view === undefined)
                throw new Error(`No outcome for ${ids[index]}.`);
              const body = { ...view, receipts: [outcome.receipt, ...outcome.receiptsOfReplaced] };
              return [place, { status: 200, headers: { etag: etagOf(view.version) }, body }];
            }),
          );
        });
      }),
    mostTogether,
  );
  return async (request) => {
    const answer = await together(request.principal.organisationId, request);
    if (answer instanceof Problem) throw answer;
    return answer;
  };
}
