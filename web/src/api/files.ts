import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { declarationVersion } from '../../../core/declaration.ts';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';
import { addressOf, call, type Result } from './http.ts';
import { paging } from './paging.ts';
import { idempotent, upload } from './upload.ts';

/** A file of applications, and how far it is. */
export type BulkRun = Result<'GET /bulk-runs/{id}'>;
export type BulkRow = Result<'GET /bulk-runs/{id}/rows'>['items'][number];

export const isUnderWay = ({ state }: Pick<BulkRun, 'state'>): boolean =>
  state === 'waiting' || state === 'running';

/** Asked again for as long as something moves. */
const intervalMs = 700;

export const runsQuery = infiniteQueryOptions({
  queryKey: ['bulk-runs'],
  queryFn: ({ signal, pageParam }) => call('GET /bulk-runs', { query: { after: pageParam }, signal }),
  ...paging,
  refetchInterval: ({ state }) =>
    state.data?.pages.some(({ items }) => items.some(isUnderWay)) === true && intervalMs,
});

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk-runs', id],
    queryFn: ({ signal }) => call('GET /bulk-runs/{id}', { path: { id }, signal }),
    refetchInterval: ({ state }) => state.data !== undefined && isUnderWay(state.data) && intervalMs,
  });

/** @param refused how many there are: more are asked for when it has grown */
export const refusedRowsQuery = (id: string, refused: number) =>
  infiniteQueryOptions({
    queryKey: ['bulk-runs', id, 'refused', refused],
    queryFn: ({ signal, pageParam }) =>
      call('GET /bulk-runs/{id}/rows', {
        path: { id },
        query: { outcome: 'refused', after: pageParam },
        signal,
      }),
    ...paging,
    placeholderData: (before) => before,
  });

export const refusedAddress = (id: string): string =>
  addressOf('GET /bulk-runs/{id}/refused', { path: { id } });
export const templateAddress = (format: 'csv' | 'xlsx'): string =>
  addressOf('GET /bulk-template', { query: { format } });

/** Browsers know CSV by many names, and some of them by none. */
const mediaTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
};
export const takenFiles = '.csv,.txt,.xlsx,.json';

export interface NewRun {
  readonly chamberId: string;
  readonly file: File;
  /** In which the declaration was read and accepted for all of it; undefined: drafts are made. */
  readonly declaredIn?: SpokenLanguage | undefined;
}

export function sendFile(
  { chamberId, file, declaredIn }: NewRun,
  idempotencyKey: string,
  onProgress: (sent: number) => void,
): Promise<BulkRun> {
  const ending = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase();
  const body = file.slice(0, file.size, mediaTypes[ending] ?? file.type);
  const query = {
    ...{ chamberId, name: file.name.trim().slice(0, 200) },
    ...(declaredIn !== undefined && { declaration: declarationVersion, language: declaredIn }),
  };
  return upload(
    'POST /bulk-runs',
    { path: {}, query, body, headers: idempotent(idempotencyKey) },
    onProgress,
  );
}
