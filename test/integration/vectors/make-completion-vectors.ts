/**
 * Wrote test/vectors/completion.json: proofs that were taken before they were sealed, with what an installation answers
 * (docs/protocol.md, the end of section 6). They are those of verification.json and files.json without their anchors, so
 * that the chain of those answers here too. What is released stays as it is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { ArchiveIndex } from '../../../core/archive.ts';
import type { BundleEvent, ProofBundle } from '../../../core/bundle.ts';
import { archiveIn } from '../../../scripts/verifier/open-archive.ts';
import { archiveOf } from './archive-of.ts';
import { type CompletionCase, type CompletionVectors, judgeEarly } from './completion-vectors.ts';
import { type FileVectors, worst } from './file-vectors.ts';
import type { VerificationVectors } from './verification-vectors.ts';

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8')) as T;
const proofs = read<VerificationVectors>('verification');
const files = read<FileVectors>('files');

type Item = { sequence: number } & NonNullable<BundleEvent['anchor']>;
const itemsOf = ({ events }: ProofBundle): Item[] =>
  events.flatMap(({ sequence, anchor }) => (anchor === null ? [] : [{ sequence, ...anchor }]));
const early = (bundle: ProofBundle): ProofBundle => ({
  ...bundle,
  events: bundle.events.map((event) => ({ ...event, anchor: null })),
});

function sealed(name: string) {
  const one = proofs.cases.find((it) => it.name === name);
  if (one === undefined) throw new Error(`no case ${name}`);
  const bundle = one.bundle as ProofBundle;
  const items = itemsOf(bundle);
  /** The same taken early, completed by what is answered. */
  const by = (
    what: string,
    outcome: string,
    answer: unknown,
    bundleThen = early(bundle),
  ): CompletionCase => ({
    ...one,
    name: what,
    outcome,
    bundle: bundleThen,
    answers: answer === undefined ? {} : { [bundle.recordId]: answer },
  });
  return { bundle, items, by };
}

function proofCases(): CompletionCase[] {
  const { bundle, items, by } = sealed('a certificate');
  const [first, second, ...rest] = items as [Item, Item, ...Item[]];
  const said = (what: string, change: Partial<Record<keyof Item, unknown>>) =>
    by(what, 'pending', { items: [{ ...first, ...change }] });
  const ended = sealed('a certificate by a key that ended later');
  const revoked = sealed('a revoked certificate');
  const nowhere = sealed('a certificate whose root is not anchored');
  const document = sealed('a document');
  const rendition = sealed('a blank rendition with its proof beside');
  const [ofRecord, ofFile] = document.items;
  const [issued, rendered] = rendition.items;
  const [node = ''] = first.path;
  return [
    by('a certificate', 'valid', { items }),
    by('of which nobody knows more', 'pending', undefined),
    by('of which nothing is sealed', 'pending', { items: [] }),
    by('with more than was asked for', 'valid', { items: [...rest, second, first] }),
    by('with a member more', 'valid', { of: 'today', items: [{ ...first, block: 7 }] }),
    by('with the path of another event', 'pending', { items: [{ ...second, sequence: 0 }] }),
    said('with a path to another root', { root: nowhere.items[0]?.root }),
    said('with a node that was altered', {
      path: [node.replace(/.$/, (d) => (d === '0' ? '1' : '0')), ...first.path.slice(1)],
    }),
    said('with a path too short', { path: first.path.slice(1) }),
    said('with a path too long', { path: [...first.path, node] }),
    said('in another place', { index: first.index + 1 }),
    said('outside of the tree', { index: first.size }),
    said('of a tree of another size', { size: 2 * first.size }),
    said('with a number as text', { index: String(first.index) }),
    said('with a hash in capitals', { root: first.root.toUpperCase().replace('0X', '0x') }),
    said('with a hash cut', { root: first.root.slice(0, -2) }),
    by('with an item that is none', 'pending', { items: [first, { ...second, root: null }] }),
    by('with a path beyond any tree', 'pending', {
      items: [first, { ...second, path: Array(54).fill(node) }],
    }),
    by('with eleven items', 'pending', { items: Array(11).fill(first) }),
    by('with a list alone', 'pending', items),
    by('that is whole, with a wrong path', 'valid', { items: [{ ...second, sequence: 0 }] }, bundle),
    by('that was altered', 'invalid', { items }, { ...early(bundle), vouchers: ['x'] }),
    ended.by('by a key that has ended since', 'valid', { items: ended.items }),
    ended.by('by a key that has ended since, of which nobody knows more', 'invalid', undefined),
    revoked.by('a revoked certificate', 'revoked', { items: revoked.items }),
    nowhere.by('with a path to a root that is not anchored', 'pending', { items: nowhere.items }),
    document.by('a document', 'valid', { items: document.items }),
    document.by('a document alone', 'valid', { items: [ofFile] }),
    document.by('the pouch of a document alone', 'pending', { items: [ofRecord] }),
    rendition.by('a print', 'valid', { items: rendition.items }),
    rendition.by('a print alone', 'pending', { items: [rendered] }),
    rendition.by('the certificate of a print alone', 'pending', { items: [issued] }),
  ];
}

/** An archive of early proofs; its print carries its own, which is not early. */
async function archiveCases(): Promise<CompletionCase[]> {
  const [whole] = files.cases;
  const archive = whole === undefined ? null : await archiveIn(Buffer.from(whole.file, 'base64'));
  if (whole === undefined || archive === null) throw new Error('no archive');
  const content = new Map<string, Buffer>();
  for (const name of archive.names) content.set(name, Buffer.from(await archive.read(name)));
  const textOf = (path: string) => content.get(path)?.toString('utf8') ?? '';
  const index = JSON.parse(textOf('index.json')) as ArchiveIndex;
  const items = new Map<string, Map<number, Item>>();
  const paths = [
    index.trail,
    ...index.documents.map(({ proof }) => proof),
    ...index.certificates.map(({ path }) => path),
  ];
  for (const path of paths) {
    const bundle = JSON.parse(textOf(path)) as ProofBundle;
    const known = items.get(bundle.recordId) ?? new Map<number, Item>();
    for (const item of itemsOf(bundle)) known.set(item.sequence, item);
    items.set(bundle.recordId, known);
    content.set(path, Buffer.from(JSON.stringify(early(bundle))));
  }
  const answers = Object.fromEntries(
    [...items].map(([id, known]) => [id, { items: [...known.values()].slice(0, 10) }]),
  );
  const { [index.recordId]: ofPouch } = answers;
  const { trust, now } = whole;
  const common = {
    trust,
    now,
    endpoints: ['node of files'],
    file: (await archiveOf(content)).toString('base64'),
  };
  const one = (name: string, parts: string, known: CompletionCase['answers']): CompletionCase => ({
    ...common,
    name,
    outcome: worst(parts.split(' ') as never) ?? '',
    answers: known,
    parts: parts.split(' '),
  });
  return [
    one('an archive', 'valid valid valid valid valid', answers),
    one('an archive, of whose certificate nobody knows more', 'valid pending valid valid valid', {
      [index.recordId]: ofPouch,
    }),
    one('an archive of which nobody knows more', 'pending pending valid pending pending', {}),
  ];
}

const cases = [...proofCases(), ...(await archiveCases())];
const [ofProofs, ofFiles] = [proofs.trust['main'], files.trust['main']];
if (ofProofs === undefined || ofFiles === undefined) throw new Error('no trust called main');
const vectors: CompletionVectors = {
  about: 'docs/protocol.md, end of section 6; read as verification.json is.',
  trust: { main: { deployments: [...ofProofs.deployments, ...ofFiles.deployments] } },
  transcripts: {
    node: proofs.transcripts['node'] ?? { calls: [] },
    'node of files': files.transcripts['node'] ?? { calls: [] },
  },
  cases,
};
for (const one of cases) {
  const outcomes = await judgeEarly(vectors, one);
  if (outcomes.join() === (one.parts ?? [one.outcome]).join()) continue;
  console.error(`${one.name}: ${outcomes}, not ${one.parts ?? one.outcome}`);
  process.exitCode = 1;
}
const lines = cases.map((one) => JSON.stringify(one)).join(',\n');
writeFileSync(
  new URL('../../vectors/completion.json', import.meta.url),
  JSON.stringify({ ...vectors, cases: [] }).replace(/\[\]\}$/, `[\n${lines}\n]}\n`),
);
console.log(`${cases.length} cases`);
