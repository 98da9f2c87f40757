import type { Query } from '@tanstack/react-query';

/** What the server tells: that something changed, and nothing of what. */
export interface Change {
  readonly kind: string;
  readonly id: string;
  readonly recordId?: string;
}

/** Never changed by others, or asked of the chain by a person's click. */
const still: ReadonlySet<unknown> = new Set(['me', 'installation', 'verdict', 'notice-settings']);
const ofNotices: ReadonlySet<unknown> = new Set(['notices', 'webhooks']);
const ofOrganisations: ReadonlySet<unknown> = new Set([
  'organisations',
  'users',
  'api-clients',
  'organisation-acts',
]);
/** Of one thing rather than a list: the key names its id. */
const id = /^(0x[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27})$/;

type Asked = Pick<Query, 'queryKey'> & { readonly state: Pick<Query['state'], 'data'> };

/** Whether others can change what was asked for. */
export const mayChange = ({ queryKey }: Pick<Query, 'queryKey'>): boolean => !still.has(queryKey[0]);

/** Whether what was asked for may read otherwise after the changes. In doubt it may: it is only asked for again. */
export function concerns(changes: readonly Change[], { queryKey, state }: Asked): boolean {
  const [what, which] = queryKey;
  if (still.has(what)) return false;
  const one = typeof which === 'string' && id.test(which) ? which : undefined;
  return changes.some((change) => {
    if (change.kind === 'notice' || ofNotices.has(what))
      return change.kind === 'notice' && ofNotices.has(what);
    if (change.kind === 'sealing') return what === 'sealing' || waitsForSeal(state.data);
    if (change.kind === 'organisation') return ofOrganisations.has(what);
    if (ofOrganisations.has(what)) return false;
    return one === undefined || [change.id, change.recordId].includes(one) || names(state.data, change);
  });
}

/** A certificate is told of by the id of its record, a pouch by what is in it. */
function names(data: unknown, { id, recordId }: Change): boolean {
  const text = JSON.stringify(data) ?? '';
  return text.includes(id) || (recordId !== undefined && text.includes(recordId));
}

function waitsForSeal(data: unknown): boolean {
  return /"state":"(recorded|batched|submitted|mined|failed)"/.test(JSON.stringify(data) ?? '');
}
