import { Button, Group, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerSeveral, type Box, type Handover, handoversQuery } from '../api/handovers.ts';
import { useAct } from '../api/use-act.ts';
import { useMay } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { HandoverIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useFilter } from '../ui/use-filter.ts';
import { HandoverItem } from './handover-item.tsx';
import classes from './handovers.module.css';
import { SeveralDialog } from './several-dialog.tsx';

export function HandoversPage() {
  const { handovers: words } = useText();
  const [chosen, setChosen] = useFilter('box');
  const box: Box = chosen === 'outgoing' ? 'outgoing' : 'incoming';
  const mayHandOver = useMay('record:handover');
  const query = useInfiniteQuery(handoversQuery(box));
  return (
    <Page title={words.title} lead={words.lead} actions={mayHandOver && <SeveralDialog />}>
      <SegmentedControl
        aria-label={words.box}
        value={box}
        onChange={(value) => setChosen(value === 'outgoing' ? value : undefined)}
        data={[
          { value: 'incoming', label: words.incoming },
          { value: 'outgoing', label: words.outgoing },
        ]}
        className={classes.boxes ?? ''}
      />
      <ItemsView
        query={query}
        icon={<HandoverIcon size={40} />}
        nothing={box === 'incoming' ? words.emptyIncoming : words.emptyOutgoing}
      >
        {(items) => (
          <Handovers items={items} box={box}>
            {query.hasNextPage && (
              <li className={classes.more}>
                <MoreButton paging={query} />
              </li>
            )}
          </Handovers>
        )}
      </ItemsView>
    </Page>
  );
}

interface HandoversProps {
  readonly items: readonly Handover[];
  readonly box: Box;
  readonly children: ReactNode;
}

/** What is offered to us can be chosen, and answered at once. */
function Handovers({ items, box, children }: HandoversProps) {
  const { handovers: words } = useText();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const open = items.filter(({ state }) => state === 'offered');
  const ids = open.map(({ id }) => id).filter((id) => chosen.has(id));
  const answering = useAct(answerSeveral, () => setChosen(new Set()));
  const canChoose = box === 'incoming' && open.length > 1;
  const choose = (id: string) => (isChosen: boolean) =>
    setChosen(isChosen ? new Set([...chosen, id]) : new Set([...chosen].filter((one) => one !== id)));
  return (
    <>
      {ids.length > 1 && (
        <Group gap="sm">
          <Button
            size="sm"
            loading={answering.isActing}
            onClick={() => answering.act({ ids, answer: 'accept' })}
          >
            {words.several.acceptChosen(ids.length)}
          </Button>
          <Button
            size="sm"
            variant="default"
            disabled={answering.isActing}
            onClick={() => answering.act({ ids, answer: 'reject' })}
          >
            {words.several.rejectChosen(ids.length)}
          </Button>
        </Group>
      )}
      <ProblemAlert problem={answering.problem} />
      <ul className={classes.list}>
        {items.map((handover) => (
          <HandoverItem
            key={handover.id}
            handover={handover}
            box={box}
            {...(canChoose && {
              choice: { isChosen: chosen.has(handover.id), choose: choose(handover.id) },
            })}
          />
        ))}
        {children}
      </ul>
    </>
  );
}
