import { useSearchParams } from 'react-router';
import type { ActivityFilter } from '../api/activity.ts';
import { periodOf } from './period.ts';

export const recordStates = ['active', 'closed', 'revoked', 'superseded'] as const;

const patterns = {
  type: /^[a-z-]{1,30}(\.[a-z-]{1,40})?$/,
  organisation: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  person: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  destination: /^[A-Z]{2}$/,
  record: /^0x[0-9a-f]{64}$/,
} as const;

/** What the address asks for, as the API takes it. What in it is no filter filters nothing. */
export function useActivityFilter(): ActivityFilter {
  const [address] = useSearchParams();
  const known = (name: keyof typeof patterns): string | undefined => {
    const value = address.get(name);
    return value !== null && patterns[name].test(value) ? value : undefined;
  };
  const asked = address.get('state')?.split(',');
  const states = recordStates.filter((state) => asked?.includes(state));
  const sealed = address.get('sealed');
  return {
    type: known('type'),
    organisation: known('organisation'),
    person: known('person'),
    destination: known('destination'),
    record: known('record'),
    state: states.length === 0 ? undefined : states.join(','),
    sealed: sealed === 'yes' || sealed === 'no' ? sealed : undefined,
    ...periodOf(address.get('from') ?? undefined, address.get('to') ?? undefined),
  };
}
