import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { OrganisationSummary } from '../api/organisations.ts';

/** One of a few organisations: the first until another is chosen, also while they change. */
export function useOneOf(parties: readonly OrganisationSummary[]) {
  const [chosen, choose] = useState<string>();
  return { id: parties.find(({ id }) => id === chosen)?.id ?? parties[0]?.id, parties, choose };
}

interface PartyFieldProps {
  readonly label: string;
  readonly of: ReturnType<typeof useOneOf>;
}

export function PartyField({ label, of: { id, parties, choose } }: PartyFieldProps) {
  return (
    <NativeSelect
      label={label}
      data={parties.map(({ id, legalName }) => ({ value: id, label: legalName }))}
      value={id}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
