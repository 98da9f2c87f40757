import type { Pouch } from '../api/pouches.ts';
import { useText } from '../text/text.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';

const tones: Readonly<Record<Pouch['state'], Tone>> = {
  active: 'good',
  closed: 'still',
  revoked: 'bad',
  superseded: 'bad',
};

export function PouchStateMark({ state }: { readonly state: Pouch['state'] }) {
  const { pouches: words } = useText();
  return <Mark tone={tones[state]}>{words.states[state]}</Mark>;
}
