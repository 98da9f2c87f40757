import { RecordId } from '../../../core/ids.ts';
import { hashSecret } from '../../access/index.ts';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { Problem, problem } from '../../http/problem.ts';
import { invalidField } from '../../http/validate.ts';
import {
  createOrganisationService,
  type InvitedRole,
  type NewOrganisation,
  organisationStore,
} from '../../organisations/index.ts';
import { createExtractService } from '../extracts/extract-service.ts';
import { isWhole } from '../portions/portion.ts';
import { createReaderKeys } from '../reader-keys.ts';
import { inOrder } from '../record-rights.ts';
import { createShareService } from '../share-service.ts';
import { type Invitation, invitationStore } from './invitation-store.ts';
import { type Destination, invitationViews } from './invitation-views.ts';

type Context = Pick<
  AppContext,
  'database' | 'keyring' | 'recorder' | 'operator' | 'deployment' | 'publicUrl' | 'now'
>;

export interface Joined {
  readonly goTo: Destination;
  readonly receipts: readonly string[];
}

/** What somebody does who holds the link of an invitation. The secret is 256 random bits, looked up by its hash. */
export interface JoiningService {
  /** @throws not_found, whatever is wrong with it */
  find(secret: string): Promise<Invitation>;
  /** A new organisation with its first person, who reads then what was shared, and nothing else. @throws not_found, invalid_request, already_exists */
  register(secret: string, role: InvitedRole, input: NewOrganisation): Promise<Joined>;
  /** For an organisation that is there already. @throws not_found, not_permitted_party, already_exists */
  accept(secret: string, principal: Principal): Promise<Joined>;
}

export function createJoiningService(context: Context): JoiningService {
  const { database, now } = context;
  const organisations = createOrganisationService(context);
  const shares = createShareService(context, createReaderKeys(context.keyring));
  const extracts = createExtractService(context);
  const notFound = (cause?: unknown) => problem('not_found', { what: 'invitation' }, { cause });

  /**
   * As who invited, with its rights as they are now; the invitation, which it signed, is its consent: where it keeps its
   * own keys, the operator signs that this was done on it.
   */
  const give = async (trx: Trx, invitation: Invitation, organisationId: string): Promise<Joined> => {
    const { recordId, rights, shareEndsAt, madeBy } = invitation;
    const inviter: Principal = {
      ...{ kind: 'user', id: invitation.id, name: madeBy, organisationId: invitation.organisationId },
      ...{ organisationRole: 'exporter', scopes: new Set() },
    };
    const id = RecordId.of(recordId);
    const { selfCustody } = (await organisationStore.find(trx, invitation.organisationId)) ?? {};
    const consent =
      selfCustody === true ? { invitationId: invitation.id, signer: context.operator } : undefined;
    try {
      if (isWhole(invitation)) {
        const wish = {
          ...{ organisationId, rights: inOrder(rights), actsForOwner: false },
          ...(shareEndsAt !== null && { endsAt: shareEndsAt.toISOString() }),
        };
        const { receipts } = await shares.grant(trx, inviter, id, wish, consent);
        return { goTo: await invitationViews.destination(trx, recordId), receipts };
      }
      const wish = { organisationId, portion: invitation, rights, endsAt: shareEndsAt ?? undefined };
      const { extract, receipts } = await extracts.grant(trx, inviter, id, wish, consent);
      return { goTo: { to: 'extract', id: extract.id }, receipts };
    } catch (cause) {
      // Who invited may no longer share it: that is not for who was invited to know.
      if (cause instanceof Problem && ['not_found', 'forbidden'].includes(cause.code)) throw notFound(cause);
      throw cause;
    }
  };

  const take = (trx: Trx, secret: string): Promise<Invitation> =>
    elevated(trx, async (trx) => {
      const found = await invitationStore.lockBySecret(trx, hashSecret(secret));
      if (found === undefined) throw notFound();
      return found;
    });

  const service: JoiningService = {
    async find(secret) {
      const found = await database.asSystem((trx) => invitationStore.bySecret(trx, hashSecret(secret)));
      if (found === undefined) throw notFound();
      return found;
    },

    async register(secret, role, input) {
      const { organisationId } = await service.find(secret);
      return database.as({ organisationId }, async (trx) => {
        const invitation = await take(trx, secret);
        // The letter came to this address: nobody registers under that of another.
        if (input.administrator.email.toLowerCase() !== invitation.email)
          throw invalidField('/administrator/email', 'The invitation went to another address.');
        const joined = await elevated(trx, async (trx) => {
          const { organisation } = await organisations.registerInvited(trx, organisationId, role, input);
          await invitationStore.end(trx, invitation.id, now(), organisation.id);
          return organisation.id;
        });
        return give(trx, invitation, joined);
      });
    },

    async accept(secret, principal) {
      const { organisationId } = await service.find(secret);
      return database.as({ organisationId }, async (trx) => {
        const invitation = await take(trx, secret);
        await elevated(trx, (trx) =>
          invitationStore.end(trx, invitation.id, now(), principal.organisationId),
        );
        return give(trx, invitation, principal.organisationId);
      });
    },
  };
  return service;
}
