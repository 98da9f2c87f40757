import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { type DeskFigures, figuresQuery } from '../api/desk.ts';
import { useMay } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { UnknownIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { saveFile } from '../ui/save-file.ts';
import classes from './figures.module.css';
import { DayBars, DestinationBars } from './figures-bars.tsx';
import { csvOf } from './figures-csv.ts';

const periods = [7, 30, 90];
const usual = 30;

/** What a chamber decided, how fast, and for which countries. */
export function FiguresPage() {
  const { chamber: words, desk, ui } = useText();
  const [address, setAddress] = useSearchParams();
  const mayDecide = useMay('certificate:issue');
  const asked = Number(address.get('days'));
  const days = periods.includes(asked) ? asked : usual;
  const query = useQuery({ ...figuresQuery(days), enabled: mayDecide });
  const { data } = query;
  const format = useFormat();
  if (!mayDecide) {
    return (
      <Empty icon={<UnknownIcon size={36} />} isPage title={ui.notPermitted.title}>
        {ui.notPermitted.lead}
      </Empty>
    );
  }
  return (
    <Page
      title={words.figures}
      lead={data === undefined ? '' : words.figuresLead(format.date(data.from), format.date(data.to))}
      parent={{ to: '/desk', name: desk.title }}
      actions={
        <NativeSelect
          aria-label={words.period}
          value={String(days)}
          data={periods.map((value) => ({ value: String(value), label: words.lastDays(value) }))}
          onChange={(event) => setAddress({ days: event.currentTarget.value }, { replace: true })}
        />
      }
    >
      <QueryView query={query} lines={10}>
        {(figures) => <Figures figures={figures} />}
      </QueryView>
    </Page>
  );
}

function Figures({ figures }: { readonly figures: DeskFigures }) {
  const { chamber: words } = useText();
  const format = useFormat();
  const sum = (of: 'issued' | 'rejected') => figures.days.reduce((total, day) => total + day[of], 0);
  const { medianHours: hours } = figures;
  const download = (): void =>
    saveFile(`figures-${figures.from}-${figures.to}.csv`, csvOf(figures, words), 'text/csv;charset=utf-8');
  return (
    <>
      <dl className={classes.tiles}>
        <Tile name={words.issued} value={format.number(sum('issued'))} />
        <Tile name={words.rejected} value={format.number(sum('rejected'))} />
        {hours !== null && (
          <Tile
            name={words.turnAround}
            value={
              hours < 1
                ? words.minutes(format.number(Math.max(1, Math.round(hours * 60))))
                : words.hours(format.number(Math.round(hours * 10) / 10))
            }
          />
        )}
        {figures.fees.map(({ currency, amount }) => (
          <Tile key={currency} name={words.fees} value={`${format.number(Number(amount))} ${currency}`} />
        ))}
      </dl>
      <Section
        title={words.byDay}
        actions={
          figures.days.length > 0 && (
            <Button size="xs" variant="default" onClick={download}>
              {words.download}
            </Button>
          )
        }
      >
        {figures.days.length === 0 ? (
          <p className={classes.quiet}>{words.nothing}</p>
        ) : (
          <DayBars figures={figures} />
        )}
      </Section>
      {figures.destinations.length > 0 && (
        <Section title={words.byDestination}>
          <DestinationBars destinations={figures.destinations} />
        </Section>
      )}
    </>
  );
}

function Tile({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div className={classes.tile}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
