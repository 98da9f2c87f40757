import type { Deployment } from '../../../core/trust.ts';
import type { RecordedCall } from './real-world.ts';
import type { Records } from './records.ts';
import type { Transcript } from './verification-vectors.ts';

/** Endpoints that answer like the honest node, but for one thing. */
export function liars(
  calls: readonly RecordedCall[],
  { contracts }: Deployment,
  { revoked, notAnchored, certificate }: Records,
): Record<string, Transcript> {
  const about = (to: string, value: string) =>
    calls.filter(({ method, params: [call] }) => {
      const { to: asked, data } = (call ?? {}) as { to?: string; data?: string };
      return method === 'eth_call' && asked === to && data?.includes(value.slice(2)) === true;
    });
  const zeros = (words: number) => `0x${'00'.repeat(32 * words)}`;
  const answering = (some: readonly RecordedCall[], result: unknown): Transcript => ({
    like: 'node',
    calls: some.map((call) => ({ ...call, result })),
  });
  const [anchored] = about(contracts.anchorRegistry, certificate.events[0]?.anchor?.root ?? '');
  const [code] = calls.filter(({ method }) => method === 'eth_getCode');
  const chain = calls.filter(({ method }) => method === 'eth_chainId');
  return {
    'says nothing is revoked': answering(about(contracts.recordRegistry, revoked.recordId), zeros(4)),
    'says all is anchored': answering(
      about(contracts.anchorRegistry, notAnchored.events[0]?.anchor?.root ?? ''),
      anchored?.result,
    ),
    'has no anchor': answering(
      about(contracts.anchorRegistry, certificate.events[0]?.anchor?.root ?? ''),
      zeros(2),
    ),
    'is of another chain': answering(chain, '0x1'),
    'has other code': answering(code === undefined ? [] : [code], '0x00'),
    'has no code': answering(code === undefined ? [] : [code], '0x'),
    'talks nonsense': answering(about(contracts.recordRegistry, certificate.recordId), '0x'),
  };
}
