import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Custody, confirmHolder, endHolder, type Holder } from '../api/custody.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { OrganisationIcon } from '../ui/icons.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import named from '../ui/named.module.css';
import { Empty, Notice } from '../ui/notice.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { replenishBrowser } from './enrol.ts';
import classes from './keys.module.css';
import type { OwnBrowser } from './own-holders.ts';
import { PasskeyProblem } from './passkey-problem.ts';

const tones: Readonly<Record<Holder['state'], Tone>> = {
  proposed: 'wait',
  confirmed: 'good',
  ended: 'still',
};

/** Below this it is said that the stock runs out. */
const fewReady = 10;

interface HoldersListProps {
  readonly custody: Custody;
  readonly own: readonly OwnBrowser[];
}

export function HoldersList({ custody, own }: HoldersListProps) {
  const { keys: words } = useText();
  const format = useFormat();
  const mayAdminister = useMay('organisation:administer');
  const [confirming, setConfirming] = useState<Holder | null>(null);
  const [ending, setEnding] = useState<Holder | null>(null);
  if (custody.holders.length === 0)
    return (
      <Empty icon={<OrganisationIcon size={36} />} title={words.none.title}>
        {words.none.lead}
      </Empty>
    );
  const columns: readonly Column[] = [
    { name: words.holder },
    { name: words.state, keep: 'below' },
    { name: words.ready, keep: 'tablet' },
    { name: words.documents, keep: 'tablet' },
    { name: words.act, keep: 'below' },
  ];
  return (
    <>
      <List label={words.holders} columns={columns}>
        {custody.holders.map((holder) => {
          const { id, name, kind, state, ready, records, person, createdAt } = holder;
          const kept = own.find((one) => one.holder?.id === id)?.kept;
          return (
            <Row key={id}>
              <Cell>
                <span className={named.name}>{name}</span>
                <span className={named.small}>
                  {kept === undefined ? words.kinds[kind] : words.thisBrowser} ·{' '}
                  {words.since(person?.name ?? '', format.date(createdAt))}
                </span>
              </Cell>
              <Cell keep="below">
                <Mark tone={tones[state]}>{words.states[state]}</Mark>
              </Cell>
              <Cell keep="tablet">
                {state === 'confirmed' ? ready : ''}
                {state === 'confirmed' && ready < fewReady && (
                  <span className={named.small}>{words.low}</span>
                )}
              </Cell>
              <Cell keep="tablet">{records}</Cell>
              <Cell keep="below">
                <div className={classes.acts}>
                  {state === 'confirmed' && <Replenish holder={holder} kept={kept} />}
                  {mayAdminister && state === 'proposed' && (
                    <Button
                      size="compact-sm"
                      aria-label={words.confirmOf(name)}
                      onClick={() => setConfirming(holder)}
                    >
                      {words.confirm}
                    </Button>
                  )}
                  {mayAdminister && state !== 'ended' && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={words.endOf(name)}
                      onClick={() => setEnding(holder)}
                    >
                      {words.end}
                    </Button>
                  )}
                </div>
              </Cell>
            </Row>
          );
        })}
      </List>
      {confirming !== null && <ConfirmDialog holder={confirming} onClose={() => setConfirming(null)} />}
      {ending !== null && (
        <EndHolderDialog custody={custody} holder={ending} onClose={() => setEnding(null)} />
      )}
    </>
  );
}

interface ReplenishProps {
  readonly holder: Holder;
  /** It is this browser. */
  readonly kept: OwnBrowser['kept'] | undefined;
}

function Replenish({ holder, kept }: ReplenishProps) {
  const { keys: words } = useText();
  const { id: personId, organisation } = useMe();
  const adding = useAct(async (_: Holder, idempotencyKey: string) => {
    if (kept !== undefined) return replenishBrowser({ kept, holder }, idempotencyKey);
    const { replenishPasskey } = await import('./passkey.ts');
    return replenishPasskey(
      { keeper: { personId, organisationId: organisation.id }, holder },
      idempotencyKey,
    );
  });
  if (kept === undefined && !(holder.kind === 'passkey' && holder.person?.id === personId)) return null;
  const isPasskey = adding.problem instanceof PasskeyProblem;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={words.addTo(holder.name)}
        loading={adding.isActing}
        onClick={() => adding.act(holder)}
      >
        {words.add}
      </Button>
      {isPasskey ? <Notice tone="wait">{words.noPasskey}</Notice> : <ProblemAlert problem={adding.problem} />}
    </>
  );
}

function ConfirmDialog({ holder, onClose }: { readonly holder: Holder; readonly onClose: () => void }) {
  const { keys: words } = useText();
  const confirming = useAct(confirmHolder, onClose);
  return (
    <FormDialog
      title={words.confirmOf(holder.name)}
      submit={words.confirm}
      isOpen
      onClose={onClose}
      onSubmit={() => confirming.act(holder.id)}
      isActing={confirming.isActing}
      problem={confirming.problem}
    >
      <p style={{ margin: 0 }}>{words.confirmLead(holder.person?.name ?? '')}</p>
    </FormDialog>
  );
}

interface EndHolderDialogProps {
  readonly custody: Custody;
  readonly holder: Holder;
  readonly onClose: () => void;
}

function EndHolderDialog({ custody, holder, onClose }: EndHolderDialogProps) {
  const { keys: words } = useText();
  const ending = useAct(endHolder, onClose);
  const { id, records, state } = holder;
  const isLast =
    state === 'confirmed' && !custody.holders.some((one) => one.id !== id && one.state === 'confirmed');
  return (
    <FormDialog
      title={words.endOf(holder.name)}
      submit={words.end}
      isOpen
      onClose={onClose}
      onSubmit={() => ending.act(id)}
      isActing={ending.isActing}
      problem={ending.problem}
    >
      <p style={{ margin: 0 }}>{words.endLead}</p>
      {records > 0 && <Notice tone="wait">{words.endRecords(records)}</Notice>}
      {isLast && <Notice tone="wait">{words.endLast}</Notice>}
    </FormDialog>
  );
}
