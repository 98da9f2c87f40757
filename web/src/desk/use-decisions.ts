import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RejectionCode } from '../../../core/certificate-states.ts';
import { type CertificateSummary, issueCertificate, rejectCertificate } from '../api/certificates.ts';
import { type Queue, queueKey } from '../api/desk.ts';
import { ask, type FieldWish, requestChanges } from '../api/messages.ts';

/** What an officer does with an application, so that it leaves the queue. */
export type Deed =
  | { readonly kind: 'issue' }
  | { readonly kind: 'reject'; readonly code: RejectionCode; readonly reason: string }
  | { readonly kind: 'ask'; readonly text: string }
  | { readonly kind: 'changes'; readonly fields: readonly FieldWish[]; readonly text: string };

interface Decision {
  readonly certificate: CertificateSummary;
  readonly deed: Deed;
  readonly idempotencyKey: string;
}

export interface Decided {
  readonly certificate: CertificateSummary;
  readonly kind: Deed['kind'];
  /** Of what was issued. */
  readonly number: string | null;
}

interface Listeners {
  readonly onDecided: (decided: Decided) => void;
  readonly onFailed: (certificate: CertificateSummary, problem: Error) => void;
}

/**
 * Decides without letting the officer wait: the application leaves the queue at once and comes back with what went
 * wrong if the server refuses. Several decisions may be under way.
 */
export function useDecisions({ onDecided, onFailed }: Listeners) {
  const client = useQueryClient();
  const [underWay, setUnderWay] = useState<ReadonlySet<string>>(new Set());
  const [decided, setDecided] = useState<readonly Decided[]>([]);
  const [problems, setProblems] = useState<ReadonlyMap<string, Error>>(new Map());

  const settle = (id: string): void =>
    setUnderWay((before) => new Set([...before].filter((it) => it !== id)));

  const { mutate } = useMutation({
    mutationFn: send,
    onSuccess: async (number, { certificate, deed: { kind } }) => {
      const done = { certificate, kind, number };
      setDecided((before) => [done, ...before]);
      onDecided(done);
      await leaveQueue([certificate.id]);
      settle(certificate.id);
    },
    onError: (problem, { certificate }) => {
      setProblems((before) => new Map(before).set(certificate.id, problem));
      settle(certificate.id);
      onFailed(certificate, problem);
      void client.invalidateQueries({ queryKey: queueKey });
    },
  });

  /** An answer on its way that still has them must not bring them back. */
  const leaveQueue = async (ids: readonly string[]): Promise<void> => {
    await client.cancelQueries({ queryKey: queueKey });
    client.setQueriesData({ queryKey: queueKey, predicate: hasItems }, (queue: Queue | undefined) =>
      queue === undefined ? queue : { ...queue, items: queue.items.filter(({ id }) => !ids.includes(id)) },
    );
    void client.invalidateQueries({ queryKey: queueKey, predicate: (query) => !hasItems(query) });
    for (const id of ids) void client.invalidateQueries({ queryKey: ['certificates', id] });
  };

  return {
    underWay,
    /** The latest first. */
    decided,
    problems,
    leaveQueue,
    decide(certificate: CertificateSummary, deed: Deed): void {
      const { id } = certificate;
      setUnderWay((before) => new Set(before).add(id));
      setProblems((before) => new Map([...before].filter(([it]) => it !== id)));
      mutate({ certificate, deed, idempotencyKey: crypto.randomUUID() });
    },
  };
}

/** The counts are none. */
const hasItems = ({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean =>
  queryKey.at(-1) !== 'counts';

/** @returns the number of what was issued */
async function send({ certificate: { id }, deed, idempotencyKey }: Decision): Promise<string | null> {
  switch (deed.kind) {
    case 'issue':
      return (await issueCertificate(id, idempotencyKey)).number;
    case 'reject':
      await rejectCertificate({ id, code: deed.code, reason: deed.reason }, idempotencyKey);
      return null;
    case 'ask':
      await ask({ id, text: deed.text }, idempotencyKey);
      return null;
    case 'changes':
      await requestChanges({ id, fields: deed.fields, text: deed.text }, idempotencyKey);
      return null;
  }
}
