import { Button, Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigationType, useSearchParams } from 'react-router';
import type { CertificateKind } from '../../../core/certificate-kind.ts';
import { certificateQuery } from '../api/certificates.ts';
import { assign, type DeskView, type Queue, recommend, settingsQuery } from '../api/desk.ts';
import { evidenceQuery } from '../api/evidence.ts';
import { messagesQuery } from '../api/messages.ts';
import { submissionsQuery } from '../api/submissions.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { SealedIcon } from '../ui/icons.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { problemWords } from '../ui/problem-words.ts';
import { ApplicationView } from './application-view.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { ChangesDialog } from './changes-dialog.tsx';
import { DecidedList } from './decided-list.tsx';
import classes from './desk.module.css';
import { KeysDialog } from './keys-dialog.tsx';
import { nextStep } from './next-step.ts';
import { QueueList, rowId } from './queue-list.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { type Deed, useDecisions } from './use-decisions.ts';
import { useKeys, useSingleKeys } from './use-keys.ts';
import { ViewsBar } from './views-bar.tsx';

type OpenDialog = 'keys' | 'reject' | 'bulk' | 'ask' | 'changes' | null;

interface DeskProps {
  readonly queue: Queue;
  readonly view: DeskView;
  /** Nothing but these. */
  readonly kind: CertificateKind | undefined;
}

/** How many of the next applications are fetched ahead, so that none is waited for. */
const ahead = 2;

/** The queue at the left, the application at the right, each decision one key. */
export function Desk({ queue, view, kind }: DeskProps) {
  const text = useText();
  const words = text.desk;
  const client = useQueryClient();
  const me = useMe();
  const { data: settings } = useQuery(settingsQuery);
  const assigning = useAct(assign);
  const recommending = useAct(recommend);
  const [query, setQuery] = useSearchParams();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [single, setSingle] = useSingleKeys();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState('');
  const list = useRef<HTMLOListElement>(null);
  /** The row that shall have the focus once it is there; what was focused may be gone by then. */
  const toFocus = useRef<string>(undefined);

  // The address follows in a transition; a key pressed meanwhile must not act on the application before.
  const asked = query.get('application') ?? undefined;
  const navigation = useNavigationType();
  const [wanted, setWanted] = useState(asked);
  /** The first of the queue, as long as none was chosen. */
  const [pinned, setPinned] = useState<string>();
  const [lastAsked, setLastAsked] = useState(asked);
  if (asked !== lastAsked) {
    setLastAsked(asked);
    if (navigation === 'POP') setWanted(asked);
  }

  const decisions = useDecisions({
    onDecided: ({ certificate: { applicant }, kind, number }) =>
      setSaid(words.done[kind](applicant.legalName, number ?? '')),
    onFailed: ({ applicant }, problem) =>
      setSaid(words.failed(applicant.legalName, problemWords(problem, text))),
  });

  const items = queue.items.filter(({ id }) => !decisions.underWay.has(id));
  // The one shown never changes under the officer's eyes: when a colleague decides it, none is shown.
  const shownId = wanted ?? pinned;
  const [first] = items;
  if (shownId === undefined && first !== undefined) setPinned(first.id);
  const at = items.findIndex(({ id }) => id === shownId);
  const current = items[at];
  const chosen = items.filter(({ id }) => selected.has(id));
  const hasFourEyes = settings?.fourEyes === true;
  // Where four eyes decide, what somebody else has to see first is not this person's to issue.
  const issuable = chosen.filter(({ desk }) => nextStep(desk, hasFourEyes, me.id) === 'issue');

  useEffect(() => {
    for (const { id } of items.slice(at + 1, at + 1 + ahead)) {
      void client.prefetchQuery(certificateQuery(id));
      void client.prefetchQuery(submissionsQuery(id));
      void client.prefetchQuery(evidenceQuery(id));
      void client.prefetchQuery(messagesQuery(id));
    }
  });
  useEffect(() => {
    if (toFocus.current === undefined || dialog !== null) return;
    const row = document.getElementById(rowId(toFocus.current));
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
    toFocus.current = undefined;
  });

  const show = (id: string | undefined): void => {
    toFocus.current = id;
    setWanted(id);
    setPinned(undefined);
    const ofView = { ...(view !== 'open' && { view }), ...(kind !== undefined && { kind }) };
    setQuery(id === undefined ? ofView : { ...ofView, application: id }, {
      // The first one opened is a step that "back" undoes, as a phone needs; each further one takes its place.
      replace: wanted !== undefined || id === undefined,
      preventScrollReset: true,
    });
  };
  const select = (id: string): void => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
    setSaid(words.selected(items.filter((item) => next.has(item.id)).length));
  };
  const goOn = (): void => show((items[at + 1] ?? items[at - 1])?.id);
  const decide = (deed: Deed): void => {
    setDialog(null);
    if (current === undefined) return;
    decisions.decide(current, deed);
    goOn();
  };
  const isOpen = current?.state === 'submitted';
  const step = current && nextStep(current.desk, hasFourEyes, me.id);
  const issue = (): void => {
    if (isOpen && step === 'issue') decide({ kind: 'issue' });
    if (isOpen && step === 'leave') setSaid(words.leaveToOther);
  };
  const ask = (wanted: OpenDialog) => (): void => {
    if (isOpen) setDialog(wanted);
  };
  const take = (): void => {
    if (current === undefined || me.kind !== 'user') return;
    assigning.act({ id: current.id, officerId: current.desk.assignee?.id === me.id ? null : me.id });
  };
  const endBulk = (): void => {
    setDialog(null);
    if (current === undefined) show(first?.id);
  };
  const move = (step: 1 | -1): void => {
    const next = items[at + step] ?? current;
    if (next !== undefined) show(next.id);
  };
  useKeys(
    {
      next: () => move(1),
      previous: () => move(-1),
      issue,
      reject: () => current !== undefined && setDialog('reject'),
      ask: ask('ask'),
      requestChanges: ask('changes'),
      take,
      recommend: () => step === 'recommend' && current !== undefined && recommending.act(current.id),
      select: () => current !== undefined && select(current.id),
      issueSelected: () => issuable.length > 0 && setDialog('bulk'),
      help: () => setDialog('keys'),
    },
    { single, queue: () => list.current },
  );

  return (
    <Page
      title={words.title}
      lead={view === 'open' ? words.lead(items.length) : words.views.leads[view]}
      actions={
        <>
          <Button component={Link} to="/desk/figures" variant="default" size="sm">
            {text.chamber.figures}
          </Button>
          <Button component={Link} to="/undertakings" variant="default" size="sm">
            {text.undertakings.title}
          </Button>
          <Button
            className={classes.keyboard ?? ''}
            variant="default"
            size="sm"
            onClick={() => setDialog('keys')}
          >
            {words.keys.title}
          </Button>
        </>
      }
    >
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <ViewsBar view={view} kind={kind} />
      {items.length === 0 ? (
        <>
          <Empty
            icon={<SealedIcon size={40} />}
            title={view === 'open' ? words.empty.title : words.views.empty}
          >
            {view === 'open' && words.empty.lead}
          </Empty>
          <DecidedList decided={decisions.decided} />
        </>
      ) : (
        <div className={classes.desk} data-wide="true" data-opened={wanted !== undefined}>
          <div className={classes.queue}>
            <div className={classes.queueHead}>
              <Checkbox
                size="sm"
                label={chosen.length === 0 ? words.selectAll : words.selected(chosen.length)}
                checked={chosen.length === items.length}
                indeterminate={chosen.length > 0 && chosen.length < items.length}
                onChange={() =>
                  setSelected(new Set(chosen.length === items.length ? [] : items.map(({ id }) => id)))
                }
              />
              {chosen.length > 0 && (
                <Button size="compact-sm" disabled={issuable.length === 0} onClick={() => setDialog('bulk')}>
                  {words.issueSelected}
                </Button>
              )}
              {issuable.length < chosen.length && (
                <small className={classes.leftOut}>{words.leftOut(chosen.length - issuable.length)}</small>
              )}
            </div>
            <QueueList
              ref={list}
              items={items}
              currentId={current?.id}
              selected={selected}
              problems={decisions.problems}
              onChoose={show}
              onSelect={select}
            />
            {queue.hasMore && <Notice tone="still">{words.more}</Notice>}
            <DecidedList decided={decisions.decided} />
          </div>
          <div className={classes.side}>
            <Button
              className={classes.back ?? ''}
              variant="default"
              size="sm"
              onClick={() => show(undefined)}
            >
              {words.back}
            </Button>
            {current === undefined || step === undefined ? (
              <Notice tone="still">{words.notThere}</Notice>
            ) : (
              <ApplicationView
                key={current.id}
                summary={current}
                problem={decisions.problems.get(current.id) ?? recommending.problem}
                showKeys={single}
                step={step}
                onIssue={issue}
                onRecommend={() => recommending.act(current.id)}
                onReject={() => setDialog('reject')}
                onAsk={ask('ask')}
                onRequestChanges={ask('changes')}
              />
            )}
          </div>
        </div>
      )}
      <KeysDialog
        isOpen={dialog === 'keys'}
        onClose={() => setDialog(null)}
        single={single}
        onSingle={setSingle}
      />
      <RejectDialog
        isOpen={dialog === 'reject'}
        onClose={() => setDialog(null)}
        onReject={(code, reason) => decide({ kind: 'reject', code, reason })}
      />
      <AskDialog
        isOpen={dialog === 'ask'}
        onClose={() => setDialog(null)}
        onAsk={(text) => decide({ kind: 'ask', text })}
      />
      {dialog === 'changes' && current !== undefined && (
        <ChangesDialog
          application={client.getQueryData(certificateQuery(current.id).queryKey)?.application}
          onClose={() => setDialog(null)}
          onRequest={(fields, text) => decide({ kind: 'changes', fields, text })}
        />
      )}
      {dialog === 'bulk' && (
        <BulkDialog chosen={issuable} onClose={endBulk} onIssued={decisions.leaveQueue} />
      )}
    </Page>
  );
}
