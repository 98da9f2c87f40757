import type { BundleEvent } from '../../../core/bundle.ts';
import { blankHole } from '../../../core/rendition.ts';
import { signTrailFile, type TrailStatement } from '../../../core/trail-file.ts';
import { pdfWithHole } from '../../unit/core/pdf.ts';
import { newParty, type Trail } from '../../unit/core/world.ts';
import type { FileCase } from './file-vectors.ts';
import type { Shipped } from './shipped.ts';
import { type Exported, type How, line, trailOf } from './trail-of.ts';

/** How a case is asked where it is not as the others are. */
export type Asked = Partial<Pick<FileCase, 'trust' | 'endpoints' | 'operator' | 'parts'>>;
export type Case = Pick<FileCase, 'name' | 'outcome'> & Asked & { readonly file: Uint8Array };

/** Trails as JSON. */
export async function trails(shipped: Shipped): Promise<Case[]> {
  const { world, pouch, certificate, unsealed, squatted } = shipped;
  const all: Exported[] = [...pouch.events, ...certificate.events].map((event, index) =>
    line(index < pouch.events.length ? pouch : certificate, event),
  );
  const sorted = all.sort((a, b) => (a.time === b.time ? b.sequence - a.sequence : a.time < b.time ? 1 : -1));
  const of = async (
    name: string,
    outcome: string,
    lines: readonly object[],
    how: How = {},
    asked: Asked = {},
  ): Promise<Case> => ({ name, outcome, file: await trailOf(world, lines, how), ...asked });
  const at = (type: string) => sorted.findIndex((one) => one.type.endsWith(type));
  const edit = (where: number, change: object) =>
    sorted.map((one, index) => (index === where ? { ...one, ...change } : one));
  const added = sorted[at('document.added')] as Exported;
  const created = sorted[at('pouch.created')] as Exported;
  const { proof } = added;
  const place = at('document.added');
  const proven = (change: object) => edit(place, { proof: { ...proof, ...change } });
  const first = (trail: Trail) => line(trail, trail.events[0] as BundleEvent);
  const stranger = await newParty(world.deployment);
  const none = { signed: false } as const;
  const long = '2020-01-01T00:00:00.000Z';
  const left = sorted.filter((one) => one !== added);
  const text = String(await trailOf(world, sorted));
  const again = (name: string, change: (text: string) => string): Case => ({
    ...{ name: `a trail ${name}`, outcome: 'invalid', file: Buffer.from(change(text)) },
  });
  return [
    await of('a trail', 'valid', sorted),
    await of('a trail without a line', 'valid', []),
    await of('a trail asked for in part', 'valid', [added], { filters: { type: 'document' } }),
    await of('a trail cut at its limit', 'valid', sorted.slice(0, 2), { complete: false }),
    await of(
      'a trail with an erased event',
      'valid',
      edit(place, { data: null, proof: { ...proof, body: null } }),
    ),
    await of('a trail, of no operator that is trusted', 'indeterminate', sorted, {}, { operator: false }),
    await of('a trail, signed by a stranger', 'invalid', sorted, { by: stranger.signer }),
    await of('a trail that nobody signed', 'indeterminate', sorted, none),
    await of('a trail that nobody signed, of no operator', 'indeterminate', sorted, none, {
      operator: false,
    }),
    await of('a trail, asked of nobody', 'indeterminate', sorted, {}, { endpoints: [] }),
    await of('a trail, asked of one that is silent', 'indeterminate', sorted, {}, { endpoints: ['silent'] }),
    await of('a trail of a federation that nobody trusts', 'invalid', sorted, {}, { trust: 'nobody' }),
    await of('a trail with a line that is not sealed', 'pending', [first(unsealed), ...sorted]),
    await of('a trail that says it was sealed before', 'invalid', edit(0, { sealing: { sealedAt: long } })),
    await of('a trail that lacks a line, by the operator', 'invalid', left),
    await of('a trail that lacks a line, signed by nobody', 'invalid', left, none),
    await of(
      'a trail that lacks a first line',
      'invalid',
      sorted.filter((one) => one !== created),
      none,
    ),
    await of('a trail that lacks its last line, signed by nobody', 'indeterminate', sorted.slice(1), none),
    await of('a trail with another number of lines than was signed', 'invalid', sorted, { lines: 1 }),
    await of('a trail with a line twice', 'invalid', [added, ...sorted], none),
    await of('a trail in another order', 'invalid', sorted.toReversed()),
    await of('a line of another type', 'invalid', edit(1, { type: 'org.openpouch.pouch.closed' })),
    await of('a line of another time', 'invalid', edit(sorted.length - 1, { time: long })),
    await of('a line with other data', 'invalid', edit(1, { data: { more: 1 } })),
    await of('a line by another', 'invalid', edit(1, { actor: { organisation: null } })),
    await of('a line that says what was erased', 'invalid', proven({ body: null })),
    await of('a line with another entry hash', 'invalid', proven({ entryHash: proof.previous })),
    await of('a line of another sequence', 'invalid', edit(place, { sequence: 7 })),
    await of(
      'a line in another place of its batch',
      'invalid',
      proven({ anchor: { ...proof.anchor, index: 0 } }),
    ),
    await of(
      'a line with another salt',
      'invalid',
      proven({ body: { ...proof.body, salt: proof.previous } }),
    ),
    await of('a line with a member more in its proof', 'invalid', proven({ more: 1 })),
    await of('a line with a member more', 'valid', edit(1, { destination: 'SG' })),
    await of('a record that a stranger began', 'invalid', [first(squatted)]),
    again('that was altered', (it) => it.replace('Scheldemachines', 'Scheldemachine!')),
    again('that was cut', (it) => it.slice(0, -20)),
    again('with something behind it', (it) => `${it}\n`),
    again('on one row', (it) => it.replaceAll('\n', '')),
    again('spelled otherwise', (it) => it.replace('{"format":', '{ "format": ')),
    again('of another format', (it) => it.replace('openpouch-trail/1', 'openpouch-trail/2')),
    again('without a comma', (it) => it.replace('},\n{', '}\n{')),
  ];
}

/** Trails on paper. */
export async function papers({ world, head }: Shipped): Promise<Case[]> {
  const said: Omit<TrailStatement, 'file'> = { ...head, lines: 3, complete: true };
  const pdf = await signTrailFile(pdfWithHole(4_096), said, world.operator.signer);
  const foreign = await signTrailFile(pdfWithHole(4_096), said, (await newParty(world.deployment)).signer);
  const flipped = (at: number) => pdf.map((byte, index) => (index === at ? byte ^ 1 : byte));
  const hole = Buffer.from(pdf).indexOf('{"trail":"');
  const of = (name: string, outcome: string, file: Uint8Array, more: Asked = {}): Case => {
    return { name: `a trail on paper${name}`, outcome, file, ...more };
  };
  return [
    of('', 'valid', pdf),
    of(', asked of nobody', 'valid', pdf, { endpoints: [] }),
    of(', of no operator that is trusted', 'indeterminate', pdf, { operator: false }),
    of(' by a stranger', 'invalid', foreign),
    of(' that was altered', 'invalid', flipped(20)),
    of(' with an altered statement', 'invalid', flipped(hole + 300)),
    of(' with something behind its statement', 'invalid', flipped(hole + 4_000)),
    of(' with something appended', 'invalid', Buffer.concat([pdf, Buffer.from('\n')])),
    of(' that lost its statement', 'indeterminate', blankHole(pdf, { offset: hole, length: 4_096 })),
  ];
}
