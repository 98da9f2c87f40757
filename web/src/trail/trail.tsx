import { Anchor, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { TrailEvent } from '../api/records.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Evidence, Json } from '../ui/evidence.tsx';
import { Code, Facts } from '../ui/facts.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Sealing } from '../ui/sealing.tsx';
import { useFilter } from '../ui/use-filter.ts';
import { isMainStep, ownWords, sentenceOf, useAbout, useForWhom } from './event-words.ts';
import { stepHash, stepIn } from './step-address.ts';
import classes from './trail.module.css';
import { useTrail } from './use-trail.ts';

/** Drawn at once; a long trail's others by a click. */
const stepsAtOnce = 200;

interface TrailProps {
  readonly recordId: string;
  /** Of a certificate: the application that came before the record. */
  readonly application?: { readonly by: string; readonly at: string };
}

/** What happened to a record, the first event first, each with its seal and, one click away, its proof. */
export function Trail({ recordId, application }: TrailProps) {
  const text = useText();
  const { hash, key } = useLocation();
  const [which, setWhich] = useFilter('steps');
  const [shown, setShown] = useState(stepsAtOnce);
  const { events: query, paging } = useTrail(recordId);
  return (
    <QueryView query={query} lines={4}>
      {(events) => {
        const target = stepIn(hash);
        const main = events.filter(isMainStep);
        const isHidden = target !== null && !main.some(({ proof }) => proof.sequence === target);
        const steps = which === 'all' || isHidden ? events : main;
        // What the address names is among what is drawn.
        const count = Math.max(shown, steps.findIndex(({ proof }) => proof.sequence === target) + 1);
        const more = count < steps.length ? () => setShown(count + stepsAtOnce) : paging.fetchNextPage;
        if (events.length === 0) return <p className={classes.quiet}>{text.trail.empty}</p>;
        return (
          <>
            {main.length < events.length && (
              <SegmentedControl
                className={classes.which ?? ''}
                size="xs"
                aria-label={text.trail.which}
                value={steps === events ? 'all' : 'main'}
                onChange={(value) => setWhich(value === 'all' ? 'all' : undefined)}
                data={[
                  { value: 'main', label: text.trail.mainSteps },
                  { value: 'all', label: text.trail.allSteps(events.length) },
                ]}
              />
            )}
            <ol className={classes.trail}>
              {application !== undefined && <Application {...application} />}
              {steps.slice(0, count).map((event) => (
                <Step
                  key={event.proof.sequence}
                  event={event}
                  visit={event.proof.sequence === target ? key : undefined}
                />
              ))}
            </ol>
            <p className={classes.elsewhere}>
              <Anchor component={Link} to={`/activity?record=${recordId}`} inherit>
                {text.activity.filterAndExport}
              </Anchor>
            </p>
            <MoreButton
              paging={{
                ...paging,
                hasNextPage: count < steps.length || paging.hasNextPage,
                fetchNextPage: more,
              }}
            />
          </>
        );
      }}
    </QueryView>
  );
}

function Application({ by, at }: NonNullable<TrailProps['application']>) {
  const text = useText();
  const format = useFormat();
  return (
    <li className={classes.step} data-sealed="none">
      <p className={classes.words}>
        {text.trail.applied(by)} <span className={classes.quiet}>{text.trail.on(format.dateTime(at))}</span>
      </p>
      <p className={classes.seal}>{text.trail.appliedLead}</p>
    </li>
  );
}

interface StepProps {
  readonly event: TrailEvent;
  /** The address leads here: which visit it is. */
  readonly visit: string | undefined;
}

function Step({ event, visit }: StepProps) {
  const text = useText();
  const format = useFormat();
  const { actor, time, sealing, proof, data } = event;
  const who = actor.organisation?.legalName ?? text.trail.bySystem;
  // What follows from an earlier consent is done in the organisation's name alone.
  const person = actor.organisation === null || actor.name === who ? null : actor.name;
  const about = useAbout(data);
  const forWhom = useForWhom(data);
  const words = ownWords(event, text);
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (visit !== undefined) item.current?.scrollIntoView({ block: 'center' });
  }, [visit]);
  return (
    <li
      ref={item}
      id={stepHash(proof.sequence).slice(1)}
      className={classes.step}
      data-sealed={sealing.state === 'final'}
    >
      <p className={classes.words}>
        {sentenceOf(event.type, who, about, text)}{' '}
        <span className={classes.quiet}>{text.trail.on(format.dateTime(time))}</span>
      </p>
      {forWhom !== null && <p className={classes.said}>{text.trail.forOwner(forWhom)}</p>}
      {words !== null && <p className={classes.said}>{words}</p>}
      <p className={classes.seal}>
        {person !== null && <span>{person}</span>}
        <Sealing sealing={sealing} />
      </p>
      <Evidence key={visit} isOpen={visit !== undefined}>
        <ProofFacts proof={proof} />
        {data === null ? <p className={classes.quiet}>{text.trail.withheld}</p> : null}
        <Json value={{ data, proof }} label={`${text.trail.proofJson}, ${text.trail.step(proof.sequence)}`} />
      </Evidence>
    </li>
  );
}

function ProofFacts({ proof }: Pick<TrailEvent, 'proof'>) {
  const text = useText().trail;
  const { anchor } = proof;
  return (
    <Facts
      facts={[
        [text.entryHash, <Code key="entry">{proof.entryHash}</Code>],
        [text.previous, <Code key="previous">{proof.previous}</Code>],
        [text.bodyCommitment, <Code key="commitment">{proof.bodyCommitment}</Code>],
        [text.root, anchor === null ? null : <Code key="root">{anchor.root}</Code>],
        [text.position, anchor === null ? null : text.positionOf(anchor.index, anchor.size)],
        [
          text.transaction,
          proof.transactionHash === null ? null : <Code key="tx">{proof.transactionHash}</Code>,
        ],
        [text.block, proof.blockNumber === null ? null : String(proof.blockNumber)],
      ]}
    />
  );
}
