import { randomUUID } from 'node:crypto';
import type { SpokenLanguage } from '../../core/spoken-languages.ts';
import { undertakingTexts, undertakingVersion } from '../../core/undertaking.ts';
import { userStore } from '../access/index.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { organisationStore } from '../organisations/index.ts';
import {
  checkState,
  endOf,
  mostAYear,
  type Signatory,
  signatoriesOf,
  type Undertaking,
} from './undertaking.ts';
import { undertakingStore } from './undertaking-store.ts';

/** All functions take a transaction under the acting organisation's row-level security. */
export interface UndertakingService {
  /** @returns the undertaking's id @throws forbidden, not_permitted_party, invalid_request, limit_reached */
  give(
    trx: Trx,
    principal: Principal,
    wish: { chamberId: string; language: SpokenLanguage; signatories: readonly string[] },
  ): Promise<string>;
  /** By the chamber: it takes the place of all that was given to it before. */
  accept(trx: Trx, principal: Principal, id: string): Promise<void>;
  /** By the chamber, also of one that it had accepted. */
  refuse(trx: Trx, principal: Principal, id: string, reason: string): Promise<void>;
  /** By the exporter. */
  withdraw(trx: Trx, principal: Principal, id: string): Promise<void>;
  /** By the exporter. @throws not_found when that person is none of its signatories */
  removeSignatory(trx: Trx, principal: Principal, id: string, signatoryId: string): Promise<void>;
}

export function createUndertakingService({ now }: Pick<AppContext, 'now'>): UndertakingService {
  const doneBy = (principal: Principal) => ({
    organisationId: principal.organisationId,
    by: principal.name,
    at: now(),
  });
  return {
    async give(trx, principal, { chamberId, language, signatories }) {
      const { kind, organisationId: exporterId, organisationRole } = principal;
      if (kind !== 'user' || organisationRole !== 'exporter')
        throw problem('forbidden', { needs: 'a person who administers an exporter' });
      await checkChamber(trx, chamberId);
      const givenAt = now();
      const named = await people(trx, signatories);
      const pair = { exporterId, chamberId };
      await undertakingStore.lock(trx, pair);
      const before = await undertakingStore.between(trx, pair, givenAt);
      if (before.length >= mostAYear)
        throw problem('limit_reached', { limit: mostAYear, what: 'undertakings to this chamber in a year' });
      const id = randomUUID();
      await undertakingStore.insert(trx, {
        ...{ id, exporterId, chamberId, signatories: named, givenBy: principal.name },
        ...{ givenAt, endsAt: endOf(givenAt, before.find(({ state }) => state === 'accepted')?.endsAt) },
        ...{ version: undertakingVersion, language, text: undertakingTexts[language] },
      });
      return id;
    },

    async accept(trx, principal, id) {
      const done = doneBy(principal);
      const undertaking = await lockAs(trx, principal, id, 'chamberId', done.at);
      checkState(undertaking.state, 'accepted');
      for (const other of await undertakingStore.between(trx, undertaking, done.at)) {
        const isBefore = other.id !== id && other.givenAt <= undertaking.givenAt;
        if (isBefore && (other.state === 'given' || other.state === 'accepted'))
          await undertakingStore.addAct(trx, other, { ...done, act: 'replaced' });
      }
      await undertakingStore.addAct(trx, undertaking, { ...done, act: 'accepted' });
    },

    async refuse(trx, principal, id, reason) {
      const done = doneBy(principal);
      const undertaking = await lockAs(trx, principal, id, 'chamberId', done.at);
      checkState(undertaking.state, 'refused');
      await undertakingStore.addAct(trx, undertaking, { ...done, act: 'refused', reason });
    },

    async withdraw(trx, principal, id) {
      const done = doneBy(principal);
      const undertaking = await lockAs(trx, principal, id, 'exporterId', done.at);
      checkState(undertaking.state, 'withdrawn');
      await undertakingStore.addAct(trx, undertaking, { ...done, act: 'withdrawn' });
    },

    async removeSignatory(trx, principal, id, signatoryId) {
      const done = doneBy(principal);
      const undertaking = await lockAs(trx, principal, id, 'exporterId', done.at);
      checkState(undertaking.state, 'signatory_removed');
      if (!signatoriesOf(undertaking).some((one) => one.id === signatoryId))
        throw problem('not_found', { what: 'signatory' });
      await undertakingStore.addAct(trx, undertaking, { ...done, act: 'signatory_removed', signatoryId });
    },
  };
}

/** @throws not_found, the same for one that is others' and one that does not exist; forbidden to its other side */
async function lockAs(
  trx: Trx,
  principal: Principal,
  id: string,
  side: 'exporterId' | 'chamberId',
  at: Date,
): Promise<Undertaking> {
  const seen = await undertakingStore.find(trx, id, at);
  if (seen === undefined) throw problem('not_found', { what: 'undertaking' });
  if (seen[side] !== principal.organisationId)
    throw problem('forbidden', { needs: `to be the ${side === 'chamberId' ? 'chamber' : 'exporter'} of it` });
  await undertakingStore.lock(trx, seen);
  // As it is now that nobody else changes it.
  return (await undertakingStore.find(trx, id, at)) ?? seen;
}

async function checkChamber(trx: Trx, chamberId: string): Promise<void> {
  const chamber = await organisationStore.find(trx, chamberId);
  if (chamber?.role === 'chamber') return;
  const errors = [{ in: 'body' as const, pointer: '/chamberId', detail: 'The id of a chamber.' }];
  throw problem('not_permitted_party', { why: 'undertakings are given to chambers' }, { errors });
}

/** Under row-level security: one's own people. @throws invalid_request that names those who are none */
async function people(trx: Trx, ids: readonly string[]): Promise<Signatory[]> {
  const found = new Map((await userStore.findMany(trx, ids)).map(({ id, name }) => [id, { id, name }]));
  const errors = ids.flatMap((id, index) =>
    found.has(id)
      ? []
      : [
          {
            ...{ in: 'body' as const, pointer: `/signatories/${index}` },
            detail: 'Nobody who signs in for your organisation.',
          },
        ],
  );
  if (errors.length > 0) throw problem('invalid_request', undefined, { errors });
  return ids.flatMap((id) => found.get(id) ?? []);
}
