import { hashPassword } from '../access/index.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import type { OrganisationRole } from '../database/tables.ts';
import { createOrganisationService, organisationStore, type RegisteredRole } from '../organisations/index.ts';
import {
  type DemonstrationPartyKey,
  demonstrationParties,
  demonstrationPassword,
  type PartyDescription,
} from './parties.ts';

/** Somebody one can sign in as. */
export interface DemonstrationParty {
  readonly key: DemonstrationPartyKey;
  readonly organisationId: string;
  readonly role: OrganisationRole;
  readonly legalName: string;
  readonly country: string;
  readonly person: string;
  readonly email: string;
  readonly password: string;
}

type Ids = Readonly<Partial<Record<DemonstrationPartyKey, string>>>;

/**
 * Registers the parties of the demonstration, all or none, unless that was done before. Several processes may ask at
 * once. To be called only where the configuration asks for a demonstration: everybody knows the password.
 * @returns the parties; none in an installation that has a federation of its own.
 */
export async function seedDemonstration(
  context: Pick<AppContext, 'database' | 'keyring' | 'deployment' | 'publicUrl' | 'now'>,
): Promise<DemonstrationParty[]> {
  const { database } = context;
  const known = await database.asSystem(seededIds);
  if (known !== undefined) return describe(known);
  // Before the transaction: it takes a good deal of time and of memory. One for all, as all know the password.
  const passwordHash = await hashPassword(demonstrationPassword);
  return database.asSystem(async (trx) => {
    await organisationStore.lockDirectory(trx);
    const meanwhile = await seededIds(trx);
    if (meanwhile !== undefined) return describe(meanwhile);
    if ((await organisationStore.findFederation(trx)) !== undefined) return [];
    const ids = await register(trx, createOrganisationService(context), passwordHash);
    await trx
      .insertInto('installation')
      .values({ name, value: JSON.stringify(ids) })
      .execute();
    return describe(ids);
  });
}

const name = 'demonstration';

async function seededIds(trx: Trx): Promise<Ids | undefined> {
  const row = await trx
    .selectFrom('installation')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value as Ids | undefined;
}

async function register(
  trx: Trx,
  service: ReturnType<typeof createOrganisationService>,
  passwordHash: string,
): Promise<Ids> {
  const ids: Partial<Record<DemonstrationPartyKey, string>> = {};
  for (const party of demonstrationParties) {
    const { organisation } = await registerOne(trx, service, party, ids, passwordHash);
    ids[party.key] = organisation.id;
  }
  return ids;
}

function registerOne(
  trx: Trx,
  service: ReturnType<typeof createOrganisationService>,
  party: PartyDescription,
  ids: Ids,
  passwordHash: string,
) {
  const { legalName, address, identifiers, person, email, registeredBy, role } = party;
  const input = {
    legalName,
    country: address.country,
    address,
    identifiers,
    administrator: { name: person, email, passwordHash },
  };
  if (registeredBy === null) return service.createFederation(trx, input);
  const registrar = demonstrationParties.find((it) => it.key === registeredBy);
  const organisationId = ids[registeredBy];
  if (registrar === undefined || organisationId === undefined)
    throw new Error(`${registeredBy} comes after ${party.key}, which it registers.`);
  return service.register(
    trx,
    { organisationId, organisationRole: registrar.role },
    role as RegisteredRole,
    input,
  );
}

const describe = (ids: Ids): DemonstrationParty[] =>
  demonstrationParties.flatMap(({ key, role, legalName, address, person, email }) => {
    const organisationId = ids[key];
    if (organisationId === undefined) return [];
    return [
      {
        key,
        organisationId,
        role,
        legalName,
        country: address.country,
        person,
        email,
        password: demonstrationPassword,
      },
    ];
  });
