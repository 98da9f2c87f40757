import { Button, Progress } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import {
  type BulkRow,
  type BulkRun,
  isUnderWay,
  refusedAddress,
  refusedRowsQuery,
  runQuery,
} from '../../api/files.ts';
import { itemsOf } from '../../api/paging.ts';
import { useFormat, useText } from '../../text/text.tsx';
import { Figures } from '../../ui/figures.tsx';
import { DownloadIcon } from '../../ui/icons.tsx';
import { Cell, List, Row } from '../../ui/list.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { fieldWords } from '../../ui/problem-words.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { placeOf } from '../field-place.ts';
import classes from './files.module.css';
import { RunMark } from './files-page.tsx';

/** `/certificates/files/:id`: how far a file is, and what was refused and why. */
export function FilePage() {
  const { id = '' } = useParams();
  const query = useQuery(runQuery(id));
  return <QueryView query={query}>{(run) => <Run run={run} />}</QueryView>;
}

function Run({ run }: { readonly run: BulkRun }) {
  const { files: words } = useText();
  const format = useFormat();
  const { accepted, repeated, refused, rows, failure } = run;
  const many = (count: number) => (count === 0 ? null : format.number(count));
  return (
    <Page
      title={run.fileName}
      mark={<RunMark run={run} />}
      lead={words.runLead(run.chamber.legalName, format.dateTime(run.createdAt), run.startedBy)}
      parent={{ to: '/certificates/files', name: words.title }}
      actions={
        accepted > 0 && (
          <Button
            component={Link}
            to={`/certificates?state=${run.submits ? 'submitted' : 'draft'}`}
            variant="default"
          >
            {run.submits ? words.toSubmitted : words.toDrafts}
          </Button>
        )
      }
    >
      <Section title={words.outcome}>
        {isUnderWay(run) && <UnderWay run={run} />}
        {failure !== null && (
          <Notice tone="wait">
            <p className={classes.failure}>{words.unreadable}</p>
            <p className={classes.failure}>{failure}</p>
          </Notice>
        )}
        <Figures
          figures={[
            [words.rows, rows === null ? null : format.number(rows)],
            [run.submits ? words.submitted : words.accepted, rows === null ? null : format.number(accepted)],
            [words.repeated, many(repeated)],
            [words.refused, rows === null ? null : format.number(refused)],
          ]}
        />
        {repeated > 0 && <p className={classes.lead}>{words.repeatedLead}</p>}
      </Section>
      {refused > 0 && <Refused run={run} />}
    </Page>
  );
}

function UnderWay({ run: { applicationsDone, applications } }: { readonly run: BulkRun }) {
  const { files: words } = useText();
  const format = useFormat();
  const all = applications ?? 0;
  return (
    <div className={classes.progress}>
      <p>
        {applications === null
          ? words.reading
          : words.done(format.number(applicationsDone), format.number(all))}
      </p>
      <Progress.Root size="md">
        <Progress.Section value={all === 0 ? 0 : (100 * applicationsDone) / all} aria-label={words.outcome} />
      </Progress.Root>
    </div>
  );
}

function Refused({ run }: { readonly run: BulkRun }) {
  const { files: words } = useText();
  const query = useInfiniteQuery(refusedRowsQuery(run.id, run.refused));
  return (
    <Section
      title={words.refusedTitle}
      actions={
        run.format !== 'json' && (
          <Button
            component="a"
            href={refusedAddress(run.id)}
            download
            size="xs"
            variant="default"
            leftSection={<DownloadIcon size={16} />}
          >
            {words.download}
          </Button>
        )
      }
    >
      <p className={classes.lead}>{words.refusedLead}</p>
      <QueryView query={query}>
        {(data) => (
          <List
            label={words.refusedTitle}
            paging={query}
            columns={[{ name: words.row }, { name: words.reference, keep: 'tablet' }, { name: words.why }]}
          >
            {itemsOf(data).map((row) => (
              <RefusedRow key={row.row} row={row} />
            ))}
          </List>
        )}
      </QueryView>
    </Section>
  );
}

function RefusedRow({ row: { row, reference, errors } }: { readonly row: BulkRow }) {
  return (
    <Row>
      <Cell>{row}</Cell>
      <Cell keep="tablet">{reference}</Cell>
      <Cell>
        <ul className={classes.errors}>
          {errors.map((error) => (
            <WhatIsWrong key={`${error.cell}${error.pointer}${error.detail}`} error={error} />
          ))}
        </ul>
      </Cell>
    </Row>
  );
}

function WhatIsWrong({ error }: { readonly error: BulkRow['errors'][number] }) {
  const text = useText();
  const { cell, column, pointer, detail, code, limit, rule } = error;
  const field = {
    in: 'body',
    pointer,
    detail,
    ...(code !== undefined && { code }),
    ...(limit !== undefined && { limit }),
    ...(rule !== undefined && { rule }),
  };
  const place = pointer === '' ? column : placeOf(pointer.slice(1).replaceAll('/', '.'), text);
  return (
    <li>
      {cell !== null && <code className={classes.cell}>{cell}</code>}
      {place !== null && <span className={classes.place}>{place}</span>}
      <span>{code === 'invalid' ? detail : fieldWords(field, text)}</span>
    </li>
  );
}
