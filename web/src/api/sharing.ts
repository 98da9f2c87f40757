import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ApiProblem, addressOf, call, type Result } from './http.ts';
import { paging } from './paging.ts';
import type { Operations } from './schema.ts';

export type Extract = Result<'GET /records/{recordId}/extracts'>['items'][number];
export type ShareLink = Result<'GET /records/{recordId}/links'>['items'][number];
export type MadeLink = Result<'POST /records/{recordId}/links'>;
export type Invitation = Result<'GET /records/{recordId}/invitations'>['items'][number];
export type Shown = Result<'GET /openings/current'>['shown'];
export type Opening = Result<'GET /openings/current'>;
export type Destination = Result<'POST /invitations/acceptances'>['goTo'];

interface OfRecord {
  readonly recordId: string;
}
interface One extends OfRecord {
  readonly id: string;
}

export const extractsQuery = (recordId: string) =>
  queryOptions({
    queryKey: ['records', recordId, 'extracts'],
    queryFn: ({ signal }) => call('GET /records/{recordId}/extracts', { path: { recordId }, signal }),
  });
export const linksQuery = (recordId: string) =>
  queryOptions({
    queryKey: ['records', recordId, 'links'],
    queryFn: ({ signal }) => call('GET /records/{recordId}/links', { path: { recordId }, signal }),
  });
export const invitationsQuery = (recordId: string) =>
  queryOptions({
    queryKey: ['records', recordId, 'invitations'],
    queryFn: ({ signal }) => call('GET /records/{recordId}/invitations', { path: { recordId }, signal }),
  });

type Body<O extends keyof Operations> = Operations[O] extends { readonly body: infer B } ? B : never;

export const giveExtract = (
  { recordId, ...body }: Body<'POST /records/{recordId}/extracts'> & OfRecord,
  idempotencyKey: string,
) => call('POST /records/{recordId}/extracts', { path: { recordId }, body, idempotencyKey });
export const makeLink = ({ recordId, ...body }: Body<'POST /records/{recordId}/links'> & OfRecord) =>
  call('POST /records/{recordId}/links', { path: { recordId }, body });
export const invite = (
  { recordId, ...body }: Body<'POST /records/{recordId}/invitations'> & OfRecord,
  idempotencyKey: string,
) => call('POST /records/{recordId}/invitations', { path: { recordId }, body, idempotencyKey });

export const endExtract = (path: One) =>
  call('DELETE /records/{recordId}/extracts/{id}', { path: { ...path } });
export const endLink = (path: One) => call('DELETE /records/{recordId}/links/{id}', { path: { ...path } });
export const withdrawInvitation = (path: One) =>
  call('DELETE /records/{recordId}/invitations/{id}', { path: { ...path } });
export const sendAgain = (path: One, idempotencyKey: string) =>
  call('POST /records/{recordId}/invitations/{id}/letters', { path: { ...path }, idempotencyKey });

/** What partners share of pouches and certificates whose other parts we do not see. */
export const receivedQuery = () =>
  infiniteQueryOptions({
    queryKey: ['extracts'],
    queryFn: ({ signal, pageParam }) => call('GET /extracts', { query: { after: pageParam }, signal }),
    ...paging,
  });
export const extractQuery = (id: string) =>
  queryOptions({
    queryKey: ['extracts', id],
    queryFn: ({ signal }) => call('GET /extracts/{id}', { path: { id }, signal }),
  });
export const extractDocument = (id: string, documentId: string, version: number): string =>
  addressOf('GET /extracts/{id}/documents/{documentId}/versions/{version}/content', {
    path: { id, documentId, version },
  });
export const extractProof = (id: string): string => addressOf('GET /extracts/{id}/proof', { path: { id } });

/**
 * With a link; null: the code is asked first. A tab may visit one link after another, and what one opened is not what
 * the next one opens.
 */
export const openingQuery = (secret: string | null) =>
  queryOptions({
    queryKey: ['opening', 'current', secret],
    queryFn: async ({ signal }): Promise<Opening | null> => {
      // Without a visit there is nothing to ask for: an error would stand in the browser's log.
      const which = sessionStorage.getItem(opened);
      if (which === null || (secret !== null && which !== beginningOf(secret))) return null;
      try {
        return await call('GET /openings/current', { signal });
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
        if (sessionStorage.getItem(opened) === which) sessionStorage.removeItem(opened);
        return null;
      }
    },
  });
const opened = 'openpouch-opened';
/** Tells one link from another, and opens none. */
const beginningOf = (secret: string): string => secret.slice(0, 8);

export async function openLink(body: Body<'POST /openings'>): Promise<Opening> {
  const opening = await call('POST /openings', { body });
  sessionStorage.setItem(opened, beginningOf(body.secret));
  return opening;
}
export async function closeOpening(): Promise<void> {
  sessionStorage.removeItem(opened);
  await call('DELETE /openings/current', {});
}
export const openingDocument = (id: string, version: number): string =>
  addressOf('GET /openings/current/documents/{id}/versions/{version}/content', { path: { id, version } });
export const openingCertificateQuery = (id: string) =>
  queryOptions({
    queryKey: ['opening', 'certificates', id],
    queryFn: ({ signal }) => call('GET /openings/current/certificates/{id}', { path: { id }, signal }),
  });

export const invitationQuery = (secret: string) =>
  queryOptions({
    queryKey: ['invitation', secret],
    queryFn: ({ signal }) => call('POST /invitations/readings', { body: { secret }, signal }),
    retry: false,
    // It works once: once it is used, asking again is answered that there is none.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
export const acceptInvitation = (secret: string) =>
  call('POST /invitations/acceptances', { body: { secret } });
export type Joining = Body<'POST /invitations/registrations'>;
export const joinByInvitation = (body: Joining) => call('POST /invitations/registrations', { body });

/** The page of what was shared. */
export const destinationOf = ({ to, id }: Destination): string =>
  ({ pouch: `/pouches/${id}`, certificate: `/certificates/${id}`, extract: `/received/${id}` })[to];
