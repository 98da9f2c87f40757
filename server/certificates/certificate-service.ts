import { randomUUID } from 'node:crypto';
import { kindOf } from '../../core/certificate-kind.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { cases } from '../desk/index.ts';
import { checkIfMatch } from '../http/if-match.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { organisationStore } from '../organisations/index.ts';
import { checkSignatory } from '../undertakings/index.ts';
import { type Decision, stateAfter } from './certificate.ts';
import { type CertificateRow, certificateStore } from './certificate-store.ts';
import { checkDraft, completeApplication } from './checks/application.ts';
import { refuseBlocked } from './checks/warnings.ts';
import { requireDocument } from './evidence/certified-file.ts';
import { requireItems } from './evidence/evidence-items.ts';
import { evidenceStore } from './evidence/evidence-store.ts';
import { type AcceptedDeclaration, declared } from './submissions/submissions-declaration.ts';
import { submissionsStore } from './submissions/submissions-store.ts';

export interface Draft {
  readonly chamberId: string;
  readonly application: Readonly<Record<string, unknown>>;
}

/**
 * What happens before a certificate is issued. Nothing is recorded in a trail yet: a draft has no authority.
 * All functions take a transaction under the acting organisation's row-level security.
 */
export interface CertificateService {
  /** @returns the draft's id */
  apply(trx: Trx, principal: Principal, draft: Draft): Promise<string>;
  /** @param ifMatch the If-Match header; @throws precondition_missing, changed_meanwhile */
  update(
    trx: Trx,
    principal: Principal,
    id: string,
    draft: Draft,
    ifMatch: string | undefined,
  ): Promise<void>;
  /** The end of an application: nothing is done with it any more, and its chamber no longer sees it. */
  abandon(trx: Trx, principal: Principal, id: string): Promise<void>;
  /** @throws application_incomplete, undertaking_missing, not_a_signatory */
  submit(trx: Trx, principal: Principal, id: string, declaration: AcceptedDeclaration): Promise<void>;
  reject(trx: Trx, principal: Principal, id: string, rejection: Omit<Decision, 'by'>): Promise<void>;
}

export function createCertificateService({
  codeLists,
  now,
}: Pick<AppContext, 'codeLists' | 'now'>): CertificateService {
  return {
    async apply(trx, principal, draft) {
      await checkParties(trx, draft);
      const id = randomUUID();
      await certificateStore.insertDraft(trx, {
        id,
        applicantId: principal.organisationId,
        ...draft,
        createdAt: now(),
      });
      return id;
    },

    async update(trx, principal, id, draft, ifMatch) {
      await checkParties(trx, draft);
      const certificate = await lockAs(trx, principal, id, 'applicantId');
      if (kindOf(draft.application) !== kindOf(certificate.application))
        throw invalidField('/application/formType', 'An application stays what it is for: begin another.');
      const isRedirected = certificate.chamberId !== draft.chamberId;
      const state = stateAfter(certificate.state, isRedirected ? 'redirect' : 'update');
      checkIfMatch(ifMatch, certificate.version);
      await certificateStore.updateDraft(trx, id, { ...draft, state });
      if (isRedirected && certificate.state === 'changes_requested')
        await cases.closed(trx, [id], 'withdrawn', now());
    },

    async abandon(trx, principal, id) {
      const certificate = await lockAs(trx, principal, id, 'applicantId');
      await certificateStore.setState(trx, id, stateAfter(certificate.state, 'abandon'));
      if (certificate.state === 'changes_requested') await cases.closed(trx, [id], 'withdrawn', now());
    },

    async submit(trx, principal, id, declaration) {
      const certificate = await lockAs(trx, principal, id, 'applicantId');
      stateAfter(certificate.state, 'submit');
      const application = completeApplication(certificate.application);
      const kind = kindOf(application);
      const at = now();
      const chamber = await organisationStore.find(trx, certificate.chamberId);
      refuseBlocked(certificate.application, { chamberCountry: chamber?.country ?? '', at, codeLists });
      const { chamberId } = certificate;
      const onBehalfOf = await checkSignatory(trx, principal, { ...declaration, chamberId, at });
      const evidence = await evidenceStore.submit(trx, certificate);
      requireDocument(application, evidence);
      requireItems(application, evidence);
      await certificateStore.setSubmitted(trx, id, at);
      await submissionsStore.insert(trx, certificate, {
        by: principal.name,
        at,
        declaration: declared(principal, declaration, { kind, onBehalfOf }),
        evidence,
      });
      await cases.opened(trx, { certificateId: id, chamberId, kind, at });
    },

    async reject(trx, principal, id, rejection) {
      const certificate = await lockAs(trx, principal, id, 'chamberId');
      stateAfter(certificate.state, 'reject');
      const decision = { ...rejection, by: principal.name };
      const at = now();
      await certificateStore.setDecided(trx, id, { state: 'not_issued', decision, decidedAt: at });
      await submissionsStore.setRejected(trx, id, { ...decision, at });
      await cases.closed(trx, [id], 'rejected', at);
    },
  };
}

/** @throws not_found, the same for a certificate that is another's and one that does not exist. */
export async function lockAs(
  trx: Trx,
  principal: Principal,
  id: string,
  part: 'applicantId' | 'chamberId',
): Promise<CertificateRow> {
  const [certificate] = await certificateStore.lock(trx, [id]);
  if (certificate?.[part] !== principal.organisationId) throw problem('not_found', { what: 'certificate' });
  return certificate;
}

async function checkParties(trx: Trx, draft: Draft): Promise<void> {
  checkDraft(draft.application, '/application');
  const chamber = await organisationStore.find(trx, draft.chamberId);
  if (chamber?.role !== 'chamber') {
    throw problem(
      'not_permitted_party',
      { why: 'certificates are applied for at a chamber' },
      {
        errors: [{ in: 'body', pointer: '/chamberId', detail: 'The id of a chamber.' }],
      },
    );
  }
}
