import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { trailPeopleQuery } from '../api/activity.ts';
import { useCountries } from '../certificates/form/fields.tsx';
import { useText } from '../text/text.tsx';
import { ChoiceFilter, DayFilter } from '../ui/filters.tsx';
import { SeveralFilter } from '../ui/several-filter.tsx';
import { useFilter } from '../ui/use-filter.ts';
import classes from './activity.module.css';
import { OrganisationFilter } from './organisation-filter.tsx';
import { recordStates, useActivityFilter } from './use-activity-filter.ts';

const kinds = ['certificate', 'pouch', 'document', 'share', 'handover', 'record'] as const;

/** By when, what and who at once; by the rest when somebody asks, or when the address does. */
export function ActivityFilters() {
  const { activity: words } = useText();
  const { record, destination, person, state, sealed, organisation } = useActivityFilter();
  const [address, setAddress] = useSearchParams();
  const [, setOrganisation] = useFilter('organisation');
  const [, setRecord] = useFilter('record');
  const isNarrow = [destination, person, state, sealed].some((value) => value !== undefined);
  return (
    <search className={classes.filtering}>
      <div className={classes.filters}>
        <DayFilter isLabelled name="from" label={words.from} />
        <DayFilter isLabelled name="to" label={words.to} />
        <ChoiceFilter isLabelled name="type" label={words.kind} any={words.anything} choices={useActs()} />
        <OrganisationFilter value={organisation} onChange={setOrganisation} />
      </div>
      <details className={classes.more} open={isNarrow}>
        <summary>{words.moreFilters}</summary>
        <div className={classes.filters}>
          <ChoiceFilter
            isLabelled
            name="person"
            label={words.person}
            any={words.anyPerson}
            choices={usePeople()}
          />
          <ChoiceFilter
            isLabelled
            name="destination"
            label={words.destination}
            any={words.anyDestination}
            choices={useCountries()}
          />
          <ChoiceFilter
            isLabelled
            name="sealed"
            label={words.sealing}
            any={words.sealedOrNot}
            choices={[
              { value: 'yes', label: words.sealed },
              { value: 'no', label: words.notSealed },
            ]}
          />
          <div className={classes.several}>
            <span aria-hidden="true">{words.state}</span>
            <SeveralFilter
              name="state"
              label={words.state}
              any={words.anyState}
              choices={recordStates.map((value) => ({ value, label: words.states[value] }))}
            />
          </div>
        </div>
      </details>
      {address.size > 0 && (
        <div className={classes.chosen}>
          {record !== undefined && (
            <Button variant="default" size="xs" onClick={() => setRecord(undefined)}>
              {words.oneRecord(record.slice(0, 10))}
            </Button>
          )}
          <Button variant="subtle" size="xs" onClick={() => setAddress({}, { replace: true })}>
            {words.clearFilters}
          </Button>
        </div>
      )}
    </search>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Each kind as a whole, and below it what belongs to it. */
function useActs(): readonly Option[] {
  const { activity: words, ui } = useText();
  const acts = Object.entries(words.acts);
  return kinds.flatMap((kind) => {
    const ofKind = acts.filter(([act]) => act.startsWith(`${kind}.`));
    return [
      { value: kind, label: words.kinds[kind] },
      ...ofKind.map(([value, label]) => ({
        value,
        // What is about a record as a whole needs no kind before it.
        label: kind === 'record' ? label : ui.labelled(words.kinds[kind], label),
      })),
    ];
  });
}

function usePeople(): readonly Option[] {
  const { data } = useQuery(trailPeopleQuery);
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
}
