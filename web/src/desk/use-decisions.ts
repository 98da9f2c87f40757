import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type CertificateSummary, issueCertificate, rejectCertificate } from '../api/certificates.ts';
import { type Queue, queueQuery } from '../api/desk.ts';

export interface Decision {
  readonly certificate: CertificateSummary;
  /** Given: it is rejected for this. */
  readonly reason?: string;
  readonly idempotencyKey: string;
}

export interface Decided {
  readonly certificate: CertificateSummary;
  /** Null: rejected. */
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
    mutationFn: ({ certificate: { id }, reason, idempotencyKey }: Decision) =>
      reason === undefined
        ? issueCertificate(id, idempotencyKey)
        : rejectCertificate({ id, reason }, idempotencyKey),
    onSuccess: async ({ number }, { certificate }) => {
      const done = { certificate, number };
      setDecided((before) => [done, ...before]);
      onDecided(done);
      await leaveQueue([certificate.id]);
      settle(certificate.id);
    },
    onError: (problem, { certificate }) => {
      setProblems((before) => new Map(before).set(certificate.id, problem));
      settle(certificate.id);
      onFailed(certificate, problem);
      void client.invalidateQueries({ queryKey: queueQuery.queryKey });
    },
  });

  /** An answer on its way that still has them must not bring them back. */
  const leaveQueue = async (ids: readonly string[]): Promise<void> => {
    await client.cancelQueries({ queryKey: queueQuery.queryKey });
    client.setQueryData(queueQuery.queryKey, (queue: Queue | undefined) =>
      queue === undefined ? queue : { ...queue, items: queue.items.filter(({ id }) => !ids.includes(id)) },
    );
    for (const id of ids) void client.invalidateQueries({ queryKey: ['certificates', id] });
  };

  const decide = (certificate: CertificateSummary, reason?: string): void => {
    const { id } = certificate;
    setUnderWay((before) => new Set(before).add(id));
    setProblems((before) => new Map([...before].filter(([it]) => it !== id)));
    mutate({ certificate, idempotencyKey: crypto.randomUUID(), ...(reason !== undefined && { reason }) });
  };

  return {
    underWay,
    /** The latest first. */
    decided,
    problems,
    leaveQueue,
    issue: (certificate: CertificateSummary) => decide(certificate),
    reject: (certificate: CertificateSummary, reason: string) => decide(certificate, reason),
  };
}
