import type { CertificateState } from '../api/certificates.ts';
import { useText } from '../text/text.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';

const tones: Readonly<Record<CertificateState, Tone>> = {
  draft: 'still',
  submitted: 'ink',
  issued: 'good',
  not_issued: 'wait',
  revoked: 'bad',
  superseded: 'bad',
};

export function CertificateStateMark({ state }: { readonly state: CertificateState }) {
  const text = useText();
  return <Mark tone={tones[state]}>{text.certificates.states[state]}</Mark>;
}
