import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { organisationQuery } from '../api/organisations.ts';
import { itemsOf } from '../api/paging.ts';
import { type TrailEvent, trailQuery } from '../api/records.ts';
import { type Text, useFormat, useText } from '../text/text.tsx';
import { Evidence, Json } from '../ui/evidence.tsx';
import { Code, Facts } from '../ui/facts.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Sealing } from '../ui/sealing.tsx';
import classes from './trail.module.css';

/** What happened to a record, the first event first, each with its seal and, one click away, its proof. */
export function Trail({ recordId }: { readonly recordId: string }) {
  const text = useText();
  const query = useInfiniteQuery(trailQuery(recordId));
  return (
    <QueryView query={query} lines={4}>
      {(data) => {
        const events = itemsOf(data);
        if (events.length === 0) return <p className={classes.quiet}>{text.trail.empty}</p>;
        return (
          <>
            <ol className={classes.trail}>
              {events.map((event) => (
                <Step key={event.proof.sequence} event={event} />
              ))}
            </ol>
            {query.hasNextPage && (
              <Button
                variant="subtle"
                size="sm"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {text.ui.showMore}
              </Button>
            )}
          </>
        );
      }}
    </QueryView>
  );
}

function Step({ event }: { readonly event: TrailEvent }) {
  const text = useText();
  const format = useFormat();
  const { actor, time, sealing, proof, data } = event;
  const who = actor.organisation?.legalName ?? text.trail.bySystem;
  // What follows from an earlier consent is done in the organisation's name alone.
  const person = actor.organisation === null || actor.name === who ? null : actor.name;
  const about = useAbout(data);
  const isSealed = sealing.state === 'final';
  return (
    <li className={classes.step} data-sealed={isSealed}>
      <p className={classes.words}>
        {sentence(event.type, who, about, text)}{' '}
        <span className={classes.quiet}>{text.trail.on(format.dateTime(time))}</span>
      </p>
      <p className={classes.seal}>
        {person !== null && <span>{person}</span>}
        <Sealing sealing={sealing} />
      </p>
      <Evidence>
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

/** "Issued by …", from `org.openpouch.certificate.issued`; of a kind that these pages do not know yet, its own words. */
function sentence(type: string, who: string, about: string | null, text: Text): string {
  const name = type.replace(/^org\.openpouch\./, '');
  const say = text.trail.events[name];
  if (say !== undefined) return say(who, about);
  const words = name.replace(/[.-]/g, ' ');
  return text.trail.other(words.charAt(0).toUpperCase() + words.slice(1), who);
}

/** Whom or what an event names beside who did it: the reader of a share, the recipient of an offer, a document. */
function useAbout(data: TrailEvent['data']): string | null {
  const id = textOf(data, 'organisationId') ?? textOf(data, 'to');
  const organisation = useQuery({ ...organisationQuery(id ?? ''), enabled: id !== null });
  return id === null ? textOf(data, 'name') : (organisation.data?.legalName ?? null);
}

function textOf(data: TrailEvent['data'], name: string): string | null {
  const value = data?.[name];
  return typeof value === 'string' ? value : null;
}
