import { randomUUID } from 'node:crypto';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { announceEndedAccess } from './access-service.ts';
import type { Principal } from './scopes.ts';
import { type NewUser, type User, userStore } from './user-store.ts';

/**
 * @param pointer to the e-mail in the request's body (JSON pointer)
 * @throws already_exists that names the e-mail: it is what one signs in with, so it is unique among all organisations.
 */
export async function addUser(trx: Trx, user: NewUser, pointer: string): Promise<User> {
  const added = await userStore.insert(trx, randomUUID(), user);
  if (added !== undefined) return added;
  const detail = 'Somebody signs in with this e-mail already.';
  const errors = [{ in: 'body' as const, pointer, detail, code: 'taken' as const }];
  throw problem('already_exists', { what: 'user', field: 'e-mail' }, { errors });
}

/**
 * Ends a person's access, and with it all sessions. Somebody who administers must be left.
 * @throws not_found, wrong_state
 */
export async function endUser(trx: Trx, id: string, by: Principal, at: Date): Promise<void> {
  const administrators = await userStore.lockAdministrators(trx);
  const user = await userStore.find(trx, id);
  if (user === undefined) throw problem('not_found', { what: 'user' });
  const refuse = (state: string) => problem('wrong_state', { what: 'user', state, act: 'ending' });
  if (by.kind === 'user' && by.id === id) throw refuse('yourself');
  if (user.administrator && administrators.length === 1) throw refuse('the last administrator');
  await userStore.end(trx, id, at);
  await elevated(trx, (system) => userStore.deleteSessions(system, id));
  await announceEndedAccess(trx);
}
