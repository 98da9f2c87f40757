import type { RecordStatus, Standing } from '../database/tables.ts';

export const standings = [
  'active',
  'verified',
  'disputed',
  'refused',
  'acquitted',
  'expired',
  'closed',
  'superseded',
  'revoked',
] as const satisfies readonly Standing[];

/** Of an organisation at the same time. */
export const mostWatches = 20_000;
const day = 86_400_000;
/** Unless told, and at most. */
export const lastsMs = { usual: 365 * day, most: 731 * day };

/** What customs of the destination found: for those with whom the record is shared, and nobody else. */
const findings: ReadonlySet<Standing> = new Set(['verified', 'disputed', 'refused', 'acquitted']);

/** What has come to an end does not come back; it may end in a graver way. */
const gravity = (standing: Standing): number => {
  if (standing === 'expired') return 1;
  if (standing === 'closed') return 2;
  return standing === 'superseded' || standing === 'revoked' ? 3 : 0;
};

/** How a record stands for whoever may see it, or for whoever has only verified it. */
export function standingOf(
  { status, state }: { readonly status: RecordStatus; readonly state: string | null },
  isReader: boolean,
): Standing {
  if (status !== 'active') return status;
  const found = standings.find((one) => one === state);
  if (found === 'expired') return 'expired';
  return found !== undefined && isReader && findings.has(found) ? found : 'active';
}

export interface Change {
  readonly status: Standing;
  readonly reason: string | null;
  /** Record that takes the place of this one. */
  readonly successor: string | null;
}

/** What an event of a trail makes of its record; undefined: it does not change how the record stands. */
export function changeOf(type: string, data: Readonly<Record<string, unknown>>): Change | undefined {
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : null);
  const to = (status: Standing): Change => ({ status, reason: text('reason'), successor: null });
  switch (type) {
    case 'org.openpouch.certificate.revoked': {
      const successor = text('successor');
      return { ...to(successor === null ? 'revoked' : 'superseded'), successor };
    }
    case 'org.openpouch.record.closed':
      return to('closed');
    case 'org.openpouch.certificate.expired':
      return to('expired');
    case 'org.openpouch.certificate.verified':
    case 'org.openpouch.certificate.confirmed':
      return to('verified');
    case 'org.openpouch.certificate.disputed':
      return to('disputed');
    case 'org.openpouch.certificate.refused':
      return to('refused');
    case 'org.openpouch.certificate.acquitted':
      return to('acquitted');
    default:
      return undefined;
  }
}

/** Whether a watcher that knows `previous` is told of `next`. */
export const isNews = (previous: Standing, next: Standing, isReader: boolean): boolean =>
  previous !== next && (isReader || !findings.has(next)) && gravity(next) >= gravity(previous);
