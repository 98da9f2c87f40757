import { z } from 'zod';
import type { Outcome } from '../../core/verdict.ts';
import type { Verified } from './judge.ts';

const MARK = { ok: '✓', failed: '✗', unknown: '?' } as const;

/** For a person: the verdict, what it is about, and every check. */
export function report({ file, outcome, statement, checks, facts }: Verified): string {
  const lines = [
    `${file}: ${outcome.toUpperCase()}`,
    `  ${statement}`,
    ...goodsOf(facts?.certificate?.subject).map((line) => `  ${line}`),
    ...checks.map((check) => `    ${MARK[check.status]} ${check.text}`),
  ];
  return `${lines.map(printable).join('\n')}\n\n`;
}

/** How many came to what; of one file nothing. */
export function summary(counts: ReadonlyMap<Outcome, number>): string {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (all < 2) return '';
  return `${all} files: ${[...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ')}\n`;
}

/** Of a copy in which any field may be hidden. */
const goodsSchema = z.object({
  certificateNumber: z.string().optional(),
  consignor: z.object({ name: z.string() }).optional(),
  consignee: z.object({ name: z.string().optional() }).optional(),
  destinationCountry: z.string().optional(),
  items: z.array(z.object({ seq: z.number(), description: z.string().optional() })).optional(),
});

/** A genuine number on other goods is the commonest fraud: whoever verifies must see the goods. */
function goodsOf(subject: unknown): string[] {
  const shown = goodsSchema.safeParse(subject);
  if (!shown.success) return [];
  const { certificateNumber, consignor, consignee, destinationCountry, items = [] } = shown.data;
  const fields = [
    ['Number', certificateNumber],
    ['Consignor', consignor?.name],
    ['Consignee', consignee?.name],
    ['Destination', destinationCountry],
    ...items.map((item) => [`Goods, ${item.seq}`, item.description ?? '(hidden in this copy)'] as const),
  ] as const;
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(13)}${value}`]));
}

/** What a file says must not steer the terminal, or it could paint another verdict. */
const printable = (line: string): string => line.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
