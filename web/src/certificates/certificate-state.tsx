import type { CertificateState } from '../api/certificates.ts';
import { useText } from '../text/text.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';

const tones: Readonly<Record<CertificateState, Tone>> = {
  draft: 'still',
  submitted: 'ink',
  changes_requested: 'wait',
  not_issued: 'wait',
  abandoned: 'still',
  issued: 'good',
  verified: 'good',
  disputed: 'wait',
  refused: 'bad',
  acquitted: 'still',
  expired: 'still',
  revoked: 'bad',
  superseded: 'bad',
};

const isKnown = (state: string): state is CertificateState => state in tones;

export function CertificateStateMark({ state }: { readonly state: string }) {
  const { states } = useText().certificates;
  return isKnown(state) ? (
    <Mark tone={tones[state]}>{states[state]}</Mark>
  ) : (
    <Mark tone="still">{state}</Mark>
  );
}
