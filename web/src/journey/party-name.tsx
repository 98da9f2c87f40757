import { useQuery } from '@tanstack/react-query';
import { organisationQuery } from '../api/organisations.ts';
import { useText } from '../text/text.tsx';
import type { Hand } from './hands.ts';

/** The name of a hand's party; what only its id is known of is looked up. */
export function usePartyName(party: Hand['party']): string {
  const text = useText();
  const isNamed = party?.legalName !== undefined;
  const found = useQuery({ ...organisationQuery(party?.id ?? ''), enabled: party !== null && !isNamed });
  return party?.legalName ?? found.data?.legalName ?? text.journey.anotherParty;
}
