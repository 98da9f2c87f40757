import type { z } from 'zod';
import { toBase64Url, utf8 } from './bytes.ts';
import type { CertificateKind } from './certificate-kind.ts';
import { certificateSubjectSchema } from './certificate-subject.ts';
import { documentSubjectSchema } from './certified-document.ts';
import {
  CREDENTIAL_TYPES,
  HIDEABLE,
  HIDEABLE_IN_ISSUE,
  HIDEABLE_IN_ITEM,
  HIDEABLE_OF_DOCUMENT,
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
interface Described {
  /** Stands in the addresses of what is published. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly subject: z.ZodType;
  /** What may be hidden in the subject, and in an item where there are items. */
  readonly hideable: readonly string[];
  readonly hideableInItem: readonly string[];
}

const described: Readonly<Record<CertificateKind, Described>> = {
  origin: {
    name: 'certificate-of-origin',
    title: 'Non-preferential certificate of origin of the European Union',
    description:
      'The boxes of Annex 12 of Regulation (EEC) 2454/93. Beyond what a schema can say: sums, lists of codes and rules between fields.',
    subject: certificateSubjectSchema,
    hideable: HIDEABLE,
    hideableInItem: HIDEABLE_IN_ITEM,
  },
  document: {
    name: 'certified-document',
    title: 'Document certified by a chamber of commerce',
    description:
      'What a chamber certifies of a document, and the SHA-256 of its bytes. Beyond what a schema can say: lists of codes and rules between fields.',
    subject: documentSubjectSchema,
    hideable: HIDEABLE_OF_DOCUMENT,
    hideableInItem: [],
  },
};

/** Of the terms: no address, so that one field is one term whoever published the context. */
const namespaceOf = (kind: CertificateKind) => `urn:openpouch:${described[kind].name}:1#`;

export interface PublishedText extends Published {
  /** Canonical JSON: the bytes that the digest is over. */
  readonly text: string;
}

export const contextPath = (kind: CertificateKind): string => `/contexts/${described[kind].name}/v1`;
export const schemaPath = (kind: CertificateKind): string => `/schemas/${described[kind].name}/v1`;

/** @param base address of the installation that publishes, without a slash at the end */
export function publishVocabulary(base: string, kind: CertificateKind = 'origin'): Vocabulary<PublishedText> {
  const id = base + schemaPath(kind);
  return {
    context: publish(base + contextPath(kind), { '@context': context(kind) }),
    schema: publish(id, { $id: id, ...schema(kind) }),
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
function schema(kind: CertificateKind): JsonObject {
  const { title, description, hideable, hideableInItem } = described[kind];
  const subject = toJsonSchema(described[kind].subject);
  const { items, issue } = propertiesOf(subject);
  withoutRequired(subject, hideable);
  withoutRequired(issue, HIDEABLE_IN_ISSUE);
  if (hideableInItem.length > 0)
    withoutRequired(isObject(items) ? items['items'] : undefined, hideableInItem);
  const reference = {
    type: 'object',
    properties: { id: { type: 'string' }, type: {}, digestSRI: { type: 'string' } },
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description,
    type: 'object',
    properties: {
      '@context': {
        type: 'array',
        prefixItems: [{ const: W3C_CONTEXT }],
        items: { type: 'string' },
        minItems: 2,
      },
      type: { const: CREDENTIAL_TYPES[kind] },
      issuer: toJsonSchema(issuerSchema),
      validFrom: toJsonSchema(timeSchema),
      validUntil: toJsonSchema(timeSchema),
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
function context(kind: CertificateKind): JsonObject {
  const namespace = namespaceOf(kind);
  const type = CREDENTIAL_TYPES[kind][1];
  const issuer = propertiesOf(toJsonSchema(issuerSchema));
  return {
    '@version': 1.1,
    '@protected': true,
    [type]: namespace + type,
    ...(issuer['accreditationNumber'] !== undefined && {
      accreditationNumber: `${namespace}accreditationNumber`,
    }),
    ...terms(toJsonSchema(described[kind].subject), '', namespace),
  };
}

function terms(of: unknown, parent: string, namespace: string): JsonObject {
  return Object.fromEntries(
    Object.entries(propertiesOf(of)).map(([name, property]) => {
      const inner = terms(property, `${name}.`, namespace);
      return [
        name,
        {
          '@id': namespace + parent + name,
          ...(isObject(property) && property['type'] === 'array' && { '@container': '@list' }),
          ...(isObject(property) && property['format'] === 'date' && { '@type': XSD_DATE }),
          ...(Object.keys(inner).length > 0 && { '@context': inner }),
        },
      ];
    }),
  );
}

const XSD_DATE = 'http://www.w3.org/2001/XMLSchema#date';
