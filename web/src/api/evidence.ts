import { queryOptions } from '@tanstack/react-query';
import { addressOf, call, type Result } from './http.ts';
import { idempotent, upload } from './upload.ts';

export type Evidence = Result<'GET /certificates/{id}/evidence'>['items'][number];

/** To the applicant as it is now, to the chamber as it was submitted last. */
export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id, 'evidence'],
    queryFn: async ({ signal }) =>
      (await call('GET /certificates/{id}/evidence', { path: { id }, signal })).items,
  });

export const evidenceAddress = (id: string, evidenceId: string): string =>
  addressOf('GET /certificates/{id}/evidence/{evidenceId}/content', { path: { id, evidenceId } });

interface NewEvidence {
  readonly id: string;
  readonly file: File;
  /** UNCL 1001 code, or `other`. */
  readonly type: string;
  readonly idempotencyKey: string;
}

export const handInEvidence = (
  { id, file, type, idempotencyKey }: NewEvidence,
  onProgress: (sent: number) => void,
) =>
  upload(
    'POST /certificates/{id}/evidence',
    { path: { id }, query: { name: file.name, type }, body: file, headers: idempotent(idempotencyKey) },
    onProgress,
  );

interface EvidenceChange {
  readonly id: string;
  readonly evidenceId: string;
  readonly type: string;
  /** Null: it is about all items. */
  readonly item: number | null;
}

export const changeEvidence = ({ id, evidenceId, type, item }: EvidenceChange) =>
  call('PUT /certificates/{id}/evidence/{evidenceId}', {
    path: { id, evidenceId },
    body: { type, ...(item !== null && { item }) },
  });

export const removeEvidence = ({ id, evidenceId }: Pick<EvidenceChange, 'id' | 'evidenceId'>) =>
  call('DELETE /certificates/{id}/evidence/{evidenceId}', { path: { id, evidenceId } });
