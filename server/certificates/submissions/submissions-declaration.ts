import { z } from 'zod';
import type { CertificateKind } from '../../../core/certificate-kind.ts';
import { declarationTexts, declarationVersion } from '../../../core/declaration.ts';
import { spokenLanguages } from '../../../core/spoken-languages.ts';
import type { Principal } from '../../access/scopes.ts';
import type { KeptDeclaration } from '../../database/tables.ts';

/** What comes with a submission: that the applicant accepts the declaration, in the words that it was shown. */
export const submissionBody = z.strictObject({
  declaration: z
    .strictObject({
      accepted: z.literal(true),
      version: z.literal(declarationVersion),
      language: z.enum(spokenLanguages),
      signatoryId: z.uuid().toLowerCase().optional().meta({
        description:
          'Of a system, where the chamber requires an undertaking: the signatory of it that the system declares for.',
      }),
    })
    .meta({
      description: `The applicant's declaration, version ${declarationVersion}. For a certificate of origin: “${declarationTexts.origin.en}” For the certification of a document: “${declarationTexts.document.en}”`,
    }),
});
export type AcceptedDeclaration = z.output<typeof submissionBody>['declaration'];

/** The declaration as it is kept: what was declared, who did it, and how they were known. When is the submission's time. */
export const declarationSchema = z
  .strictObject({
    version: z.string(),
    language: z.string(),
    text: z.string(),
    by: z.string().meta({ description: 'Name of the person or system.' }),
    authenticated: z
      .enum(['password', 'client-credentials'])
      .meta({ description: 'A person signed in with a password, or a system with its client secret.' }),
    onBehalfOf: z.string().optional().meta({
      description:
        'Of a system, where the chamber required an undertaking: name of the signatory that it declared for.',
    }),
  })
  .meta({ id: 'Declaration' });

export const declared = (
  { kind: by, name }: Pick<Principal, 'kind' | 'name'>,
  { version, language }: AcceptedDeclaration,
  { kind, onBehalfOf }: { readonly kind: CertificateKind; readonly onBehalfOf: string | undefined },
): KeptDeclaration => ({
  version,
  language,
  text: declarationTexts[kind][language],
  by: name,
  authenticated: by === 'user' ? 'password' : 'client-credentials',
  ...(onBehalfOf !== undefined && { onBehalfOf }),
});
