import { toBase64Url, utf8 } from './bytes.ts';
import { certificateSubjectSchema } from './certificate-subject.ts';
import {
  CREDENTIAL_TYPE,
  HIDEABLE,
  HIDEABLE_IN_ISSUE,
  HIDEABLE_IN_ITEM,
  issuerSchema,
  type Published,
  type Vocabulary,
  W3C_CONTEXT,
} from './credential.ts';
import { timeSchema } from './event.ts';
import { sha256 } from './hashing.ts';
import { canonicalJson, isObject, type JsonObject } from './json.ts';
import { propertiesOf, toJsonSchema } from './json-schema.ts';

/**
 * What a certificate's fields mean, for readers that know nothing of us: a JSON-LD context and a JSON Schema, both made
 * from the schema that certificates are issued by. They are published under an address with a version; a credential
 * names address and digest, so that a copy can be told from a forgery when the address is gone.
 */
/** Of the terms: no address, so that one field is one term whoever published the context. */
const NAMESPACE = 'urn:openpouch:certificate-of-origin:1#';

export interface PublishedText extends Published {
  /** Canonical JSON: the bytes that the digest is over. */
  readonly text: string;
}

export const CONTEXT_PATH = '/contexts/certificate-of-origin/v1';
export const SCHEMA_PATH = '/schemas/certificate-of-origin/v1';

/** @param base address of the installation that publishes, without a slash at the end */
export function publishVocabulary(base: string): Vocabulary<PublishedText> {
  const id = base + SCHEMA_PATH;
  return {
    context: publish(base + CONTEXT_PATH, { '@context': context() }),
    schema: publish(id, { $id: id, ...schema() }),
  };
}

function publish(id: string, document: JsonObject): PublishedText {
  const text = canonicalJson(document);
  const base64 = toBase64Url(sha256(utf8(text)))
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  return { id, text, digestSRI: `sha256-${base64}=` };
}

/** JSON Schema 2020-12 of a credential with its disclosures in place; what may be hidden is not required. */
function schema(): JsonObject {
  const subject = toJsonSchema(certificateSubjectSchema);
  const { items, issue } = propertiesOf(subject);
  withoutRequired(subject, HIDEABLE);
  withoutRequired(issue, HIDEABLE_IN_ISSUE);
  withoutRequired(isObject(items) ? items['items'] : undefined, HIDEABLE_IN_ITEM);
  const reference = {
    type: 'object',
    properties: { id: { type: 'string' }, type: {}, digestSRI: { type: 'string' } },
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Non-preferential certificate of origin of the European Union',
    description:
      'The boxes of Annex 12 of Regulation (EEC) 2454/93. Beyond what a schema can say: sums, lists of codes and rules between fields.',
    type: 'object',
    properties: {
      '@context': {
        type: 'array',
        prefixItems: [{ const: W3C_CONTEXT }],
        items: { type: 'string' },
        minItems: 2,
      },
      type: { const: CREDENTIAL_TYPE },
      issuer: toJsonSchema(issuerSchema),
      validFrom: toJsonSchema(timeSchema),
      relatedResource: { type: 'array', items: reference },
      credentialSchema: reference,
      credentialSubject: subject,
    },
    required: ['@context', 'type', 'issuer', 'validFrom', 'credentialSubject'],
  };
}

function withoutRequired(of: unknown, names: readonly string[]): void {
  if (!isObject(of) || !Array.isArray(of['required']))
    throw new TypeError(`no object that requires ${names.join()}`);
  of['required'] = of['required'].filter((name) => !names.includes(name));
}

/**
 * JSON-LD 1.1. Nested fields have contexts of their own, because what the credentials' context calls `id` and `type`
 * are fields of ours there.
 */
function context(): JsonObject {
  const issuer = propertiesOf(toJsonSchema(issuerSchema));
  return {
    '@version': 1.1,
    '@protected': true,
    [CREDENTIAL_TYPE[1]]: NAMESPACE + CREDENTIAL_TYPE[1],
    ...(issuer['accreditationNumber'] !== undefined && {
      accreditationNumber: `${NAMESPACE}accreditationNumber`,
    }),
    ...terms(toJsonSchema(certificateSubjectSchema), ''),
  };
}

function terms(of: unknown, parent: string): JsonObject {
  return Object.fromEntries(
    Object.entries(propertiesOf(of)).map(([name, property]) => {
      const inner = terms(property, `${name}.`);
      return [
        name,
        {
          '@id': NAMESPACE + parent + name,
          ...(isObject(property) && property['type'] === 'array' && { '@container': '@list' }),
          ...(isObject(property) && property['format'] === 'date' && { '@type': XSD_DATE }),
          ...(Object.keys(inner).length > 0 && { '@context': inner }),
        },
      ];
    }),
  );
}

const XSD_DATE = 'http://www.w3.org/2001/XMLSchema#date';
