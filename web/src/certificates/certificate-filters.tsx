import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { certificateKinds } from '../../../core/certificate-kind.ts';
import { type CertificateState, certificateStates } from '../../../core/certificate-states.ts';
import type { CertificateFilter } from '../api/certificates.ts';
import { chambersQuery } from '../api/organisations.ts';
import { useMe } from '../app/session.tsx';
import { isKind } from '../certified/kind-choice.tsx';
import { useText } from '../text/text.tsx';
import { ChoiceFilter, DayFilter } from '../ui/filters.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SeveralFilter } from '../ui/several-filter.tsx';
import { Toolbar } from '../ui/toolbar.tsx';
import { useFilter } from '../ui/use-filter.ts';
import classes from './filters.module.css';
import { useCountries } from './form/fields.tsx';

/** Those that are states, in their order. */
const statesIn = (value: string | null): readonly CertificateState[] =>
  certificateStates.filter((state) => value?.split(',').includes(state));
const isForwarded = (value: string | null): value is 'yes' | 'no' => value === 'yes' || value === 'no';
const isDay = (value: string | null): value is string =>
  value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));

/** What the address asks for. What in it is no filter (an unknown state, a day that is none) filters nothing. */
export function useCertificateFilter(): CertificateFilter {
  const [address] = useSearchParams();
  const [since, until] = [address.get('since'), address.get('until')];
  const chosen = statesIn(address.get('state'));
  const kind = address.get('kind') ?? undefined;
  const forwarded = address.get('forwarded');
  const destination = address.get('destination') ?? '';
  const chamber = address.get('chamber') ?? '';
  return {
    q: address.get('q') ?? undefined,
    ...(chosen.length > 0 && { state: chosen.join(',') }),
    ...(isKind(kind) && { kind }),
    ...(isForwarded(forwarded) && { forwarded }),
    ...(/^[0-9a-f-]{36}$/.test(chamber) && { chamber }),
    ...(/^[A-Z]{2}$/.test(destination) && { destination }),
    ...(isDay(since) && { since: startOf(since, 0) }),
    // The last day is in it, to its end.
    ...(isDay(until) && { until: startOf(until, 1) }),
  };
}

/** When the day begins where the reader is, so many days later. */
function startOf(day: string, daysLater: number): string {
  const time = new Date(`${day}T00:00:00`);
  time.setDate(time.getDate() + daysLater);
  return time.toISOString();
}

export function CertificateFilters() {
  const { certificates: words, certified } = useText();
  const { role } = useMe().organisation;
  const [address, setAddress] = useSearchParams();
  const [q, setQ] = useFilter('q');
  const [clearings, setClearings] = useState(0);
  const clear = () => {
    setClearings((count) => count + 1);
    setAddress({}, { replace: true });
  };
  const { data: chambers } = useQuery({ ...chambersQuery, enabled: role !== 'chamber' });
  const named = (chambers?.items ?? []).map(({ id, legalName }) => ({ value: id, label: legalName }));
  const known = certificateStates.map((value) => ({ value, label: words.states[value] }));
  const kinds = certificateKinds.map((value) => ({ value, label: certified.manyOf[value] }));
  return (
    <Toolbar>
      {/* Another field when all filters are cleared: it keeps what is typed to itself. */}
      <SearchField key={clearings} label={words.searchLabel} value={q ?? ''} onSearch={setQ} />
      <SeveralFilter name="state" label={words.state} any={words.allStates} choices={known} />
      <ChoiceFilter name="kind" label={certified.kind} any={certified.anyKind} choices={kinds} />
      <ChoiceFilter
        name="forwarded"
        label={words.forwarded}
        any={words.forwardedOrNot}
        choices={[
          { value: 'yes', label: words.wasForwarded },
          { value: 'no', label: words.wasNotForwarded },
        ]}
      />
      {role !== 'chamber' && (
        <ChoiceFilter name="chamber" label={words.chamber} any={words.allChambers} choices={named} />
      )}
      <ChoiceFilter
        name="destination"
        label={words.destination}
        any={words.allDestinations}
        choices={useCountries()}
      />
      <div className={classes.days}>
        <DayFilter name="since" label={words.since} />
        <DayFilter name="until" label={words.until} />
      </div>
      {address.size > 0 && (
        <Button variant="subtle" size="sm" onClick={clear}>
          {words.clearFilters}
        </Button>
      )}
    </Toolbar>
  );
}
