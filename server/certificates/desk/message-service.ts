import { randomUUID } from 'node:crypto';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import type { Trx } from '../../database/database.ts';
import { cases } from '../../desk/index.ts';
import { problem } from '../../http/problem.ts';
import { stateAfter, wrongState } from '../certificate.ts';
import { lockAs } from '../certificate-service.ts';
import { type CertificateRow, certificateStore } from '../certificate-store.ts';
import { type FieldWish, type Message, messageStore } from './message-store.ts';

/** About one application. */
export const mostMessages = 200;

/** Each in a transaction under the acting organisation's row-level security. */
export interface MessageService {
  /** The chamber asks; its time stands still until the applicant answers. */
  ask(trx: Trx, principal: Principal, id: string, text: string): Promise<Message>;
  /** The applicant answers, or tells what it was not asked. */
  answer(trx: Trx, principal: Principal, id: string, text: string): Promise<Message>;
  /** The applicant may write it anew and submit it again. */
  requestChanges(
    trx: Trx,
    principal: Principal,
    id: string,
    request: { fields: readonly FieldWish[]; text: string | undefined },
  ): Promise<Message>;
}

export function createMessageService({ now }: Pick<AppContext, 'now'>): MessageService {
  const say = async (
    trx: Trx,
    principal: Principal,
    { id, applicantId, chamberId }: CertificateRow,
    said: Pick<Message, 'kind' | 'body' | 'fields' | 'at'>,
  ): Promise<Message> => {
    if ((await messageStore.count(trx, id)) >= mostMessages)
      throw problem('limit_reached', { limit: mostMessages, what: 'messages about this application' });
    const message = {
      id: randomUUID(),
      certificateId: id,
      applicantId,
      chamberId,
      byOrganisation: principal.organisationId,
      byName: principal.name,
      ...said,
    };
    await messageStore.insert(trx, message);
    return message;
  };

  return {
    async ask(trx, principal, id, text) {
      const certificate = await lockAs(trx, principal, id, 'chamberId');
      requireSubmitted(certificate, 'a question');
      const at = now();
      await cases.waits(trx, id, at);
      return say(trx, principal, certificate, { kind: 'question', body: text, fields: [], at });
    },

    async answer(trx, principal, id, text) {
      const certificate = await lockAs(trx, principal, id, 'applicantId');
      requireSubmitted(certificate, 'an answer');
      const at = now();
      await cases.goesOn(trx, { certificateId: id, chamberId: certificate.chamberId, at });
      return say(trx, principal, certificate, { kind: 'answer', body: text, fields: [], at });
    },

    async requestChanges(trx, principal, id, { fields, text }) {
      const certificate = await lockAs(trx, principal, id, 'chamberId');
      const at = now();
      await certificateStore.setState(trx, id, stateAfter(certificate.state, 'request_changes'));
      await cases.waits(trx, id, at);
      return say(trx, principal, certificate, { kind: 'changes', body: text ?? '', fields, at });
    },
  };
}

function requireSubmitted({ state }: CertificateRow, act: string): void {
  if (state !== 'submitted') throw wrongState(state, act);
}
