import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { OrganisationRole } from '../database/tables.ts';
import { type Principal, type Scope, scopes, scopesOfRole } from './scopes.ts';

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** Sessions, users and API clients as sign-in needs them: asked before it is known for whom, so as the system. */
export const accessStore = {
  async userByEmail(trx: Trx, email: string): Promise<UserRow | undefined> {
    return trx
      .selectFrom('users')
      .select(['id', 'name', 'password_hash as passwordHash'])
      .where('email', '=', email.toLowerCase())
      .where('ended_at', 'is', null)
      .executeTakeFirst();
  },

  /**
   * A wrong password, as its organisation's administrators read it (server/audit/organisation-acts-views.ts). Once in a
   * quarter of an hour for each person: whoever guesses must not fill the list.
   */
  async tellRefusal(trx: Trx, userId: string): Promise<void> {
    await sql`INSERT INTO organisation_acts (organisation_id, type, about)
      SELECT u.organisation_id, 'person.sign-in-refused', u.name FROM users u
      WHERE u.id = ${userId} AND NOT EXISTS (
        SELECT FROM organisation_acts a
        WHERE a.organisation_id = u.organisation_id AND a.type = 'person.sign-in-refused' AND a.about = u.name
          AND a.time > now() - interval '15 minutes')`.execute(trx);
  },

  async insertSession(
    trx: Trx,
    session: { tokenHash: Buffer; userId: string; expiresAt: Date },
  ): Promise<void> {
    await trx.deleteFrom('sessions').where('expires_at', '<', new Date()).execute();
    await trx
      .insertInto('sessions')
      .values({ token_hash: session.tokenHash, user_id: session.userId, expires_at: session.expiresAt })
      .execute();
  },

  /** All but the newest `most` of a person. @returns how many */
  async endOldSessions(trx: Trx, userId: string, most: number): Promise<number> {
    const { numDeletedRows } = await trx
      .deleteFrom('sessions')
      .where('token_hash', 'in', (query) =>
        query
          .selectFrom('sessions')
          .select('token_hash')
          .where('user_id', '=', userId)
          .orderBy('created_at', 'desc')
          .offset(most),
      )
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },

  async deleteSession(trx: Trx, tokenHash: Buffer): Promise<void> {
    await trx.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
  },

  async principalOfSession(
    trx: Trx,
    tokenHash: Buffer,
  ): Promise<{ principal: Principal; expiresAt: Date } | undefined> {
    const row = await trx
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .innerJoin('organisations', 'organisations.id', 'users.organisation_id')
      .select([
        'users.id',
        'users.name',
        'users.administrator',
        'sessions.expires_at',
        'organisations.id as organisationId',
        'organisations.role',
        'organisations.self_custody as selfCustody',
      ])
      .where('sessions.token_hash', '=', tokenHash)
      .where('sessions.expires_at', '>', new Date())
      .where('users.ended_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const held = scopesOfRole[row.role].filter(
      (scope) => scope !== 'organisation:administer' || row.administrator,
    );
    return { principal: principalOf('user', row, held), expiresAt: row.expires_at };
  },

  async clientById(trx: Trx, id: string): Promise<{ principal: Principal; secretHash: Buffer } | undefined> {
    const row = await trx
      .selectFrom('api_clients')
      .innerJoin('organisations', 'organisations.id', 'api_clients.organisation_id')
      .select([
        'api_clients.id',
        'api_clients.name',
        'api_clients.secret_hash',
        'api_clients.scopes',
        'organisations.id as organisationId',
        'organisations.role',
        'organisations.self_custody as selfCustody',
      ])
      .where('api_clients.id', '=', id)
      .where('api_clients.ended_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const held = scopes.filter(
      (scope) => row.scopes.includes(scope) && scopesOfRole[row.role].includes(scope),
    );
    return { principal: principalOf('client', row, held), secretHash: row.secret_hash };
  },
};

function principalOf(
  kind: Principal['kind'],
  row: {
    id: string;
    name: string;
    organisationId: string;
    role: OrganisationRole;
    selfCustody: boolean;
  },
  held: readonly Scope[],
): Principal {
  return {
    kind,
    id: row.id,
    name: row.name,
    organisationId: row.organisationId,
    organisationRole: row.role,
    scopes: new Set(held),
    selfCustody: row.selfCustody,
  };
}
