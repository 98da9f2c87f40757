import { expect } from 'chai';
import fc from 'fast-check';
import { linesOf } from '../../../server/verification/bulk/lines.ts';

const most = 20;

async function linesIn(chunks: readonly Buffer[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(streamOf(chunks), most))
    lines.push('tooLong' in line ? 'too long' : line.bytes.toString('utf8'));
  return lines;
}

async function* streamOf(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

describe('linesOf', () => {
  it('gives the same lines however the stream is cut', async () => {
    const line = fc.stringMatching(/^[a-zé ]{0,30}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.array(fc.nat({ max: 400 })),
        fc.boolean(),
        async (lines, cuts, isEnded) => {
          const bytes = Buffer.from(lines.join('\n') + (isEnded ? '\n' : ''));
          const places = [...cuts.map((cut) => Math.min(cut, bytes.length)), 0, bytes.length].sort(
            (a, b) => a - b,
          );
          const chunks = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
          const expected = lines
            .filter((text) => Buffer.byteLength(text) > most || text.trim() !== '')
            .map((text) => (Buffer.byteLength(text) > most ? 'too long' : text));
          expect(await linesIn(chunks)).to.deep.equal(expected);
        },
      ),
    );
  });

  it('holds nothing of a line that is too long, and goes on behind it', async () => {
    const part = Buffer.alloc(1024, 'x');
    const chunks = [...Array.from({ length: 1_000 }, () => part), Buffer.from('\nnext')];
    expect(await linesIn(chunks)).to.deep.equal(['too long', 'next']);
  });
});
