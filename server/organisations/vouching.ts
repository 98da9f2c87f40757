import { SignerId } from '../../core/ids.ts';
import { signVoucher } from '../../core/voucher.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { type Registrar, registers } from './organisation-service.ts';
import { type Organisation, organisationStore } from './organisation-store.ts';

/**
 * The federation, or a chamber of its country, says that it knows a company that came by an invitation: from now on it
 * is in the directory, and what it signed before is vouched for too, with whichever of its keys. As the system.
 * @throws forbidden, wrong_state when somebody vouches for it already
 */
export async function vouchFor(
  trx: Trx,
  { keyring, now }: Pick<AppContext, 'keyring' | 'now'>,
  registrar: Registrar,
  id: string,
): Promise<Organisation> {
  await organisationStore.lock(trx, id);
  const organisation = await organisationStore.find(trx, id);
  if (organisation === undefined) throw problem('not_found', { what: 'organisation' });
  const { role, legalName, country } = organisation;
  const by = await organisationStore.find(trx, registrar.organisationId);
  const isNear = registrar.organisationRole === 'federation' || by?.country === country;
  if (role === 'federation' || !registers[registrar.organisationRole]?.includes(role) || !isNear)
    throw problem('forbidden', { needs: 'the federation, or a chamber of the country of the company' });
  if (organisation.vouchedBy !== null)
    throw problem('wrong_state', { what: 'organisation', state: 'vouched for', act: 'vouching for it' });

  const issuing = keyring.signer(
    await organisationStore.currentKey(trx, registrar.organisationId, 'issuing'),
  );
  for (const key of await organisationStore.unvouchedKeys(trx, id)) {
    const signerId = SignerId.of(key.signerId);
    const of = { signerId, organisation: { id, legalName, country }, time: now().toISOString() };
    await organisationStore.setVoucher(trx, key.id, await signVoucher(of, issuing));
  }
  await organisationStore.setVouchedBy(trx, id, registrar.organisationId);
  return { ...organisation, vouchedBy: registrar.organisationId };
}
