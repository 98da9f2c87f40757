import type { Sealing } from '../api/sealing.ts';
import { useText } from '../text/text.tsx';

/** Beside files that carry their proof: that it is better to wait for the seal. Nothing once it is there. */
export function TakenEarly({ sealing }: { readonly sealing: Sealing | null | undefined }) {
  const { sealing: words } = useText();
  if (sealing === null || sealing === undefined || sealing.state === 'final') return null;
  return <p style={{ margin: '0 0 8px', color: 'var(--text-quiet)' }}>{words.takenEarly}</p>;
}
