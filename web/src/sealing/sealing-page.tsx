import { useQuery } from '@tanstack/react-query';
import { type FailedAct, type SealingStatus, sealingStatusQuery } from '../api/sealing.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Columns } from '../ui/columns.tsx';
import { Evidence, EvidenceValues } from '../ui/evidence.tsx';
import { Facts } from '../ui/facts.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './sealing.module.css';

/** Nothing waits longer than that when all is well: a batch every few seconds, and what the chain needs. */
const patienceMs = 2 * 60_000;

/** For the federation: whether the sealing goes on, in words; the evidence one click away. */
export function SealingPage() {
  const { sealingHealth: words } = useText();
  const query = useQuery(sealingStatusQuery);
  return (
    <Page title={words.title} lead={words.lead}>
      <QueryView query={query} lines={8}>
        {(status) => (
          <>
            <Statement status={status} />
            <Columns main={<Now status={status} />} side={<Refused status={status} />} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

interface StatusProps {
  readonly status: SealingStatus;
}

/** The one sentence that whoever looks in wants to read. */
function Statement({ status }: StatusProps) {
  const { sealingHealth: words } = useText();
  const format = useFormat();
  const { chain, oldestWaiting, failedActs } = status;
  const isBehind = oldestWaiting !== null && Date.now() - Date.parse(oldestWaiting) > patienceMs;
  const wrong = [
    chain === null && words.away,
    isBehind && words.behind(format.dateTime(oldestWaiting)),
    failedActs.count > 0 && words.refused(failedActs.count),
  ].filter((sentence) => sentence !== false);
  return (
    <div role="status" className={classes.statement}>
      <Notice tone={wrong.length === 0 ? 'good' : 'wait'}>
        {wrong.length === 0 ? words.well : wrong.map((sentence) => <p key={sentence}>{sentence}</p>)}
      </Notice>
    </div>
  );
}

function Now({ status }: StatusProps) {
  const { sealingHealth: words } = useText();
  const format = useFormat();
  const { backlog, oldestWaiting, lastBatch, lastFinal, chain } = status;
  const waiting = [
    backlog.events > 0 && words.entries(backlog.events),
    backlog.acts > 0 && words.acts(backlog.acts),
    backlog.transactions > 0 && words.transactions(backlog.transactions),
  ].filter((part) => part !== false);
  return (
    <Section title={words.now}>
      <Facts
        facts={[
          [
            words.lastSeal,
            lastFinal === null
              ? words.noSeal
              : format.inLine([format.dateTime(lastFinal.sealedAt), words.together(lastFinal.events)]),
          ],
          [words.waiting, waiting.length === 0 ? words.nothingWaits : format.inLine(waiting)],
          [words.since, oldestWaiting === null ? null : format.dateTime(oldestWaiting)],
          [
            words.chain,
            chain === null
              ? words.noChain
              : words.block(format.number(chain.block), format.dateTime(chain.time)),
          ],
        ]}
      />
      <div className={classes.evidence}>
        <Evidence>
          <EvidenceValues values={{ lastBatch, lastFinal, chain }} />
        </Evidence>
      </div>
    </Section>
  );
}

function Refused({ status }: StatusProps) {
  const { sealingHealth: words } = useText();
  const { latest } = status.failedActs;
  return (
    <Section title={words.refusedActs}>
      {latest.length === 0 ? (
        <p className={classes.none}>{words.noneRefused}</p>
      ) : (
        <ul className={classes.acts}>
          {latest.map((act) => (
            <RefusedAct key={act.id} act={act} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function RefusedAct({ act }: { readonly act: FailedAct }) {
  const { sealingHealth: words } = useText();
  const format = useFormat();
  return (
    <li>
      <strong>{words.actNames[act.act]}</strong>
      <p>{words.recordedOn(format.dateTime(act.recordedAt))}</p>
      <Evidence>
        <EvidenceValues values={{ id: act.id, failure: act.failure }} />
      </Evidence>
    </li>
  );
}
