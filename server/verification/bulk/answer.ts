import { z } from 'zod';
import { RecordId } from '../../../core/ids.ts';
import { isObject, type JsonObject } from '../../../core/json.ts';
import { OUTCOMES } from '../../../core/verdict.ts';
import type { Problem } from '../../http/problem.ts';
import { standingSchema } from '../../watches/index.ts';
import { type VerdictAnswer, verdictSchema } from '../verdict-schema.ts';
import { errorView, type Item } from './item.ts';

const position = z.int().meta({ description: 'Of the item’s line, from 1 on; empty lines are not counted.' });
const id = z.string().nullable().meta({ description: 'As you sent it.' });
const text = z.string().nullable();

const briefSchema = z.strictObject({
  outcome: z.enum(OUTCOMES),
  statement: z.string(),
  failed: z.array(z.string()).meta({ description: 'Codes of the checks that did not hold.' }),
  certificate: z
    .strictObject({
      number: text,
      issuer: z.string(),
      validFrom: z.string(),
      validUntil: text,
      consignor: text,
      consignee: text,
      destination: text,
      goods: text.meta({ description: 'Of the first item.' }),
    })
    .nullable()
    .meta({ description: 'To be compared with what you hold. Null: there is none, or it is not shown.' }),
  verifiedAt: z.iso.datetime(),
});

/** The answer to an item, and the line at the end; one to a line. */
export const answerSchema = z
  .union([
    z.strictObject({
      ...{ position, id },
      recordId: RecordId.schema
        .nullable()
        .meta({ description: 'To be watched. Null: not of ours, or known by its digest alone.' }),
      verdict: z.union([briefSchema, verdictSchema]).meta({ description: 'Whole with `detail=full`.' }),
      watch: z.strictObject({ id: z.uuid(), status: standingSchema }).nullable().meta({
        description: 'With `watch=true`; null: it cannot be watched, or you watch too much already.',
      }),
    }),
    z.strictObject({
      ...{ position, id },
      error: z.strictObject({
        code: z.string(),
        title: z.string(),
        errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string() })),
      }),
    }),
    z.strictObject({
      end: z
        .strictObject({
          run: z.uuid(),
          items: z.int(),
          outcomes: z.record(z.string(), z.int()),
          refused: z.int().meta({ description: 'Items that could not be read or found.' }),
        })
        .meta({ description: 'The last line. Without it the answer was cut off.' }),
    }),
  ])
  .meta({ id: 'VerificationAnswer' });

export type Answer = z.output<typeof answerSchema>;

export const refusal = ({ position, id }: Item, error: Problem): Answer => ({
  position,
  id,
  error: errorView(error),
});

/** What an officer compares, of a whole verdict. */
export function briefOf({ outcome, statement, checks, facts, verifiedAt }: VerdictAnswer) {
  const certificate = facts?.certificate ?? null;
  return {
    ...{ outcome, statement, verifiedAt },
    failed: checks.filter((check) => check.status === 'failed').map((check) => check.code),
    certificate:
      certificate === null
        ? null
        : {
            number: textIn(certificate.subject, 'certificateNumber'),
            issuer: certificate.issuer.name,
            validFrom: certificate.validFrom,
            validUntil: certificate.validUntil,
            consignor: textIn(certificate.subject['consignor'], 'name'),
            consignee: textIn(certificate.subject['consignee'], 'name'),
            destination: textIn(certificate.subject, 'destinationCountry'),
            goods: goodsOf(certificate.subject),
          },
  };
}

const textIn = (value: unknown, name: string): string | null => {
  const found = isObject(value) ? value[name] : undefined;
  return typeof found === 'string' ? found.slice(0, 200) : null;
};

function goodsOf({ items, document }: JsonObject): string | null {
  const [first] = Array.isArray(items) ? (items as readonly unknown[]) : [];
  return textIn(first, 'description') ?? textIn(document, 'title');
}
