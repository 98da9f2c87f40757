import { measureGas } from '../gas-stories.ts';
import { type Figure, print } from './figure.ts';

/** What a user story may cost under Osaka rules. */
const targets: Readonly<Record<string, number>> = {
  'anchor a batch': 45_200,
  'first handover, ES256': 72_000,
  'next handover, ES256': 52_500,
  'next handover, account': 42_000,
  'one of ten next handovers in a batch, ES256': 34_000,
  'one of ten next handovers in a batch, account': 23_800,
  'revoke an unmoved record': 66_000,
};

/** Gas does not depend on the machine: the same stories as in the snapshot that `npm run check` compares. */
export async function benchChain(): Promise<void> {
  for (const hardfork of ['osaka', 'amsterdam'] as const) {
    for (const [story, gas] of Object.entries(await measureGas(hardfork))) {
      const most = hardfork === 'osaka' ? targets[story] : undefined;
      const target: Pick<Figure, 'target'> = most === undefined ? {} : { target: { is: '<=', value: most } };
      print({ name: `gas: ${story}`, value: gas, unit: 'gas', conditions: `${hardfork} rules`, ...target });
    }
  }
}
