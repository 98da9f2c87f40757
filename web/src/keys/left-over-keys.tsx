import { Group } from '@mantine/core';
import type { Custody } from '../api/custody.ts';
import { useMay } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { AskedButton } from '../ui/asked-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { enrolKept, forgetUnused } from './enrol.ts';
import { type OwnBrowser, proposedAs } from './own-holders.ts';

interface LeftOverKeysProps {
  readonly custody: Custody;
  readonly own: readonly OwnBrowser[];
}

/** Keys in this browser that no holder has: the answer to their enrolment never came, or nobody confirmed them. */
export function LeftOverKeys({ custody, own }: LeftOverKeysProps) {
  const { keys } = useText();
  const words = keys.leftOver;
  const mayConfirm = useMay('organisation:administer');
  const left = own.filter((one) => one.holder === undefined && proposedAs(one, custody) === undefined);
  return left.map(({ kept }) => (
    <Notice key={kept.id} tone="wait">
      {words.lead(kept.name)}
      <Group gap="xs" mt="xs">
        <AskedButton size="xs" name={words.use} title={words.use} work={enrolKept} given={kept}>
          {mayConfirm ? (custody.selfCustody ? keys.stays : keys.first) : keys.proposed}
        </AskedButton>
        <AskedButton
          {...{ size: 'xs', variant: 'default' }}
          name={words.remove}
          title={words.remove}
          work={forgetUnused}
          given={kept}
        >
          {words.removeLead}
        </AskedButton>
      </Group>
    </Notice>
  ));
}
