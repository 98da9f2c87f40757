import { z } from 'zod';
import type { Accreditation } from '../../core/chain.ts';
import { keyIdOf } from '../../core/credential.ts';
import { SignerId } from '../../core/ids.ts';
import type { Deployment } from '../../core/trust.ts';
import type { AppContext } from '../context.ts';
import type { PublishedDocument } from '../http/published.ts';
import { organisationStore } from './organisation-store.ts';

/**
 * The DID document of a chamber or the federation (did:web, Controlled Identifiers 1.0). It holds every issuing key
 * that the chain knows, each with the place and the interval of its accreditation: the document is the operator's word,
 * the chain is where to check it.
 */
export function createDidDocuments({
  database,
  chain,
  deployment,
  publicUrl,
  now,
}: Pick<AppContext, 'database' | 'chain' | 'deployment' | 'publicUrl' | 'now'>) {
  return async (organisationId: string): Promise<object | undefined> => {
    if (!z.uuid().safeParse(organisationId).success) return undefined;
    const found = await database.asSystem(async (trx) => {
      const organisation = await organisationStore.find(trx, organisationId);
      const did = organisation?.profile?.did;
      return did === undefined
        ? undefined
        : { did, keys: await organisationStore.issuingKeys(trx, organisationId) };
    });
    if (found === undefined) return undefined;
    const { did } = found;
    const signers = found.keys.map((key) => SignerId.of(key.signerId));
    const { latest, final } = await chain.read(deployment, {
      anchors: [],
      accreditations: signers,
      states: [],
    });
    const seconds = now().getTime() / 1000;
    const methods = found.keys.flatMap(({ jwk }, index) => {
      const signer = signers[index] as SignerId;
      // Good news is read at the final block, bad news at the latest.
      const accreditation = final.accreditations.get(signer) && latest.accreditations.get(signer);
      if (!accreditation) return [];
      const { from, until } = accreditation;
      return [
        {
          method: toMethod(did, jwk, { signer, accreditation, deployment }),
          isAccredited: from <= seconds && seconds < until,
        },
      ];
    });
    return {
      '@context': ['https://www.w3.org/ns/did/v1', publicUrl() + CHAMBER_CONTEXT_PATH],
      id: did,
      verificationMethod: methods.map(({ method }) => method),
      // Earlier keys stay above: what they signed is proven by its anchor, which says when. Whoever asks nobody but this
      // document takes what a key signs that is accredited now.
      assertionMethod: methods.filter(({ isAccredited }) => isAccredited).map(({ method }) => method.id),
    };
  };
}

interface OnChain {
  readonly signer: SignerId;
  readonly accreditation: Accreditation;
  readonly deployment: Deployment;
}

function toMethod(
  did: string,
  jwk: Parameters<typeof keyIdOf>[1],
  { signer, accreditation, deployment }: OnChain,
) {
  const { chamber, from, until } = accreditation;
  const ends = until < NO_END ? timeOf(until) : null;
  return {
    id: keyIdOf(did, jwk),
    type: 'JsonWebKey',
    controller: did,
    publicKeyJwk: { ...jwk, alg: 'ES256', use: 'sig' },
    ...(ends !== null && { expires: ends }),
    accreditation: {
      // CAIP-10: the chambers' registry, which anyone may ask with the two below.
      registry: `eip155:${deployment.chainId}:${deployment.contracts.chamberRegistry}`,
      chamber,
      signer,
      from: timeOf(from),
      until: ends,
    },
  };
}

/** The registry's "no end": the greatest uint48. */
const NO_END = 2 ** 48 - 1;

/** Seconds since 1970; ends may lie further off than a calendar reaches. */
const timeOf = (seconds: number): string =>
  new Date(Math.min(seconds, 253_402_300_799) * 1000).toISOString().replace('.000Z', 'Z');

const CHAMBER_CONTEXT_PATH = '/contexts/chamber/v1';
const SECURITY = 'https://w3id.org/security#';
const NAMESPACE = 'urn:openpouch:chamber:1#';
const time = (name: string) => ({
  '@id': NAMESPACE + name,
  '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
});

/** What the members of a DID document mean that the context of DIDs does not know. */
export const chamberContext: PublishedDocument = {
  path: CHAMBER_CONTEXT_PATH,
  mediaType: 'application/ld+json',
  text: JSON.stringify({
    '@context': {
      '@version': 1.1,
      '@protected': true,
      JsonWebKey: {
        '@id': `${SECURITY}JsonWebKey`,
        '@context': {
          publicKeyJwk: { '@id': `${SECURITY}publicKeyJwk`, '@type': '@json' },
          expires: { '@id': `${SECURITY}expiration`, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' },
          accreditation: {
            '@id': `${NAMESPACE}accreditation`,
            '@context': {
              registry: `${NAMESPACE}registry`,
              chamber: `${NAMESPACE}chamber`,
              signer: `${NAMESPACE}signer`,
              from: time('from'),
              until: time('until'),
            },
          },
        },
      },
    },
  }),
};
