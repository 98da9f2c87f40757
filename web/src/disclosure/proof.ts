import { queryOptions } from '@tanstack/react-query';
import { bundleText, type ProofBundle, parseBundle } from '../../../core/bundle.ts';
import { decodeCredential, type ReadCredential } from '../../../core/credential.ts';
import { redactCredential } from '../../../core/disclosure.ts';
import { decodeEvent } from '../../../core/event.ts';
import { isObject, type JsonObject } from '../../../core/json.ts';
import { call } from '../api/http.ts';

/** A certificate with its proof as it is now, of which copies are made in the page: the server is not told what is hidden. */
export interface Whole {
  readonly bundle: ProofBundle;
  readonly credential: string;
  readonly read: ReadCredential;
  /** Who applied, as the first event says. */
  readonly applicant: JsonObject;
  readonly isSealed: boolean;
}

/** @param sealing state of the certificate's sealing: a proof says more once it is sealed */
export const wholeQuery = (recordId: string, sealing: string | undefined) =>
  queryOptions({
    queryKey: ['records', recordId, 'proof', sealing],
    queryFn: async ({ signal }) =>
      wholeOf(parseBundle(await call('GET /records/{recordId}/proof', { path: { recordId }, signal }))),
    staleTime: Number.POSITIVE_INFINITY,
  });

function wholeOf(bundle: ProofBundle): Whole {
  const { content, events } = bundle;
  if (content === null || !('credential' in content)) throw new Error('The proof is of no certificate.');
  const [first] = events;
  const owner = first?.body == null ? undefined : decodeEvent(first.body.jws).body.data['owner'];
  return {
    bundle,
    credential: content.credential,
    read: decodeCredential(content.credential),
    applicant: isObject(owner) ? { legalName: owner['legalName'] } : {},
    isSealed: first?.anchor != null,
  };
}

/** What a reader of the copy sees. */
export const readCopy = ({ credential }: Whole, hidden: ReadonlySet<string>): ReadCredential =>
  decodeCredential(redactCredential(credential, hidden));

/** The copy as a file: a proof bundle that anyone can verify. */
export function copyText({ bundle, credential }: Whole, hidden: ReadonlySet<string>): string {
  const { content } = bundle;
  if (content === null) throw new Error('The proof is of no certificate.');
  return bundleText({
    ...bundle,
    content: { salt: content.salt, credential: redactCredential(credential, hidden) },
  });
}
