import type { DeliveryState, Webhook } from '../api/webhooks.ts';
import { useText } from '../text/text.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';

const tones = { on: 'good', off: 'still', gone: 'bad' } as const satisfies Record<Webhook['state'], Tone>;

export function WebhookMark({ state }: Pick<Webhook, 'state'>) {
  const { webhooks: words } = useText();
  return <Mark tone={tones[state]}>{words.states[state]}</Mark>;
}

const deliveryTones = {
  waiting: 'wait',
  delivered: 'good',
  failed: 'bad',
  missed: 'still',
} as const satisfies Record<DeliveryState, Tone>;

export function DeliveryMark({ state }: { readonly state: DeliveryState }) {
  const { webhooks: words } = useText();
  return <Mark tone={deliveryTones[state]}>{words.deliveryStates[state]}</Mark>;
}
