import { z } from 'zod';
import { OUTCOMES, type Outcome } from '../../core/verdict.ts';
import type { AppContext } from '../context.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { buildBundles } from './bundle.ts';
import { typed } from './fields.ts';
import { verdictSchema } from './verdict-schema.ts';
import { isSameCode } from './verification-code.ts';
import type { VerificationService } from './verification-service.ts';
import { verificationStore } from './verification-store.ts';

const tag = 'Verification';

const issuerSchema = z.strictObject({
  id: z.uuid(),
  legalName: z.string(),
  country: z.string(),
  accreditationNumber: z.string().nullable().meta({ description: 'In the ICC’s accreditation chain.' }),
});

const lookUpSchema = z
  .strictObject({
    number: z.string(),
    issuedOn: z.iso.date(),
    issuer: issuerSchema,
    outcome: z.enum(OUTCOMES),
    statement: z.string(),
    verdict: verdictSchema
      .nullable()
      .meta({ description: 'With the verification code: the whole verdict, with the certificate’s data.' }),
    verifiedAt: z.iso.datetime(),
  })
  .meta({ id: 'LookUp' });

/**
 * The look-up of the ICC's verification site: number, issuing body, date. Numbers follow one another and can be guessed:
 * without the code on the certificate it tells that there is such a certificate and whether it holds, and nothing of
 * the parties or the goods.
 */
export function createLookUpRoutes(
  { database, deployment }: Pick<AppContext, 'database' | 'deployment'>,
  service: VerificationService,
): Route[] {
  return [
    route({
      method: 'get',
      path: '/verification/issuers',
      tag,
      summary: 'The chambers whose certificates can be looked up',
      access: 'anyone',
      guarded: 'verification',
      responses: {
        200: {
          description: 'All of them, by country and name.',
          schema: z.strictObject({ items: z.array(issuerSchema), next: z.null() }),
        },
      },
      handler: async () => {
        const items = await database.asSystem((trx) => verificationStore.issuers(trx));
        return { status: 200, body: { items, next: null } };
      },
    }),

    route({
      method: 'get',
      path: '/verification/look-ups',
      tag,
      summary: 'Look a certificate up by number, chamber and date of issue; with its code, see what it says',
      access: 'anyone',
      guarded: 'lookups',
      query: z.strictObject({
        number: typed,
        issuer: z.uuid().meta({ description: 'As the list of the chambers has it.' }),
        issuedOn: z.iso.date().meta({ description: 'As the certificate says it, in box 8.' }),
        code: typed.optional(),
      }),
      responses: {
        200: {
          description: 'There is such a certificate. 404 for a wrong number, chamber, date or code alike.',
          schema: lookUpSchema,
        },
      },
      handler: async ({ query }) => {
        const { issuer: issuerId, issuedOn, code } = query;
        const number = query.number.trim();
        const { bundle, issuer } = await database.asSystem(async (trx) => {
          // One question with all three in it: which of them is wrong makes no difference to the answer or its time.
          const found = await verificationStore.certificateOf(trx, { number, issuer: issuerId, issuedOn });
          if (found === undefined || (code !== undefined && !isSameCode(found.code, code)))
            throw problem('not_found', { what: 'certificate' });
          const wanted = { recordId: found.recordId, subject: { type: 'record' } as const };
          const [made] = await buildBundles(trx, deployment, [wanted]);
          const chamber = await verificationStore.issuer(trx, issuerId);
          if (made === undefined || chamber === undefined)
            throw problem('not_found', { what: 'certificate' });
          return { bundle: made, issuer: chamber };
        });
        const verdict = await service.ofBundle(bundle);
        const { outcome, verifiedAt } = verdict;
        const shown = code === undefined ? null : verdict;
        const statement = shown?.statement ?? statements[outcome];
        return {
          status: 200,
          body: { number, issuedOn, issuer, outcome, statement, verdict: shown, verifiedAt },
        };
      },
    }),
  ];
}

/** Without a word of what the certificate says. */
const statements: Readonly<Record<Outcome, string>> = {
  valid: 'This chamber issued a certificate with this number on this day, and it holds.',
  pending: 'This chamber issued a certificate with this number on this day; it is not sealed yet.',
  expired: 'This chamber issued a certificate with this number on this day; its time is over.',
  closed: 'This chamber issued a certificate with this number on this day; it was closed.',
  superseded: 'This chamber issued a certificate with this number on this day; another has replaced it.',
  revoked: 'This chamber issued a certificate with this number on this day and revoked it.',
  indeterminate: 'Whether it holds could not be found out just now.',
  invalid: 'Something about this certificate does not hold: ask the chamber.',
};
