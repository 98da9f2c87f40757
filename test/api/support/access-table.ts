import { readFileSync } from 'node:fs';
import { type Answered, isPage, recipes } from './recipes.ts';
import { type Resource, type Role, roles, type World } from './world.ts';

/** A row of docs/access.md: a route, about a kind of resource, and what each role gets. */
export interface AccessRow {
  /** `GET /pouches/{id}` */
  readonly route: string;
  /** `—` for none. */
  readonly kind: string;
  /** `✓`, `404`, `own ✓ · foreign 404`. */
  readonly cells: Readonly<Record<Role, string>>;
}

export const none = '—';

/** Every table of the page with these columns. @throws when a row has another number of cells */
export function readAccessTable(): AccessRow[] {
  const page = readFileSync(new URL('../../../docs/access.md', import.meta.url), 'utf8');
  const lines = page.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => {
    const [route = '', kind = '', ...cells] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    if (cells.length !== roles.length) throw new Error(`Not a cell for each role: ${line}`);
    const named = Object.fromEntries(roles.map((role, index) => [role, cells[index] ?? '']));
    return { route: route.replaceAll('`', ''), kind, cells: named as Record<Role, string> };
  });
}

/** How a cell is written when these came of it. */
export const toCell = (own: string, foreign: string): string =>
  own === foreign ? own : `own ${own} · foreign ${foreign}`;

/** Whether a list of its own shows the resource; other routes have it in their address or body. */
const lists = ({ route, kind }: Pick<AccessRow, 'route' | 'kind'>): boolean =>
  kind !== none && route.startsWith('GET ') && !route.includes('{');

/** A word of a cell: `✓` for a success, `listed` or `hidden` of a list, the status of a refusal. */
export function outcomeOf(
  row: Pick<AccessRow, 'route' | 'kind'>,
  resource: Resource,
  answer: Answered,
): string {
  const inside = recipes[row.route]?.inside;
  const status = answer.status < 300 && inside !== undefined ? inside(answer.body) : answer.status;
  if (status >= 300) return String(status);
  if (!lists(row)) return '✓';
  const items = isPage(answer.body) ? answer.body.items : [];
  return items.some(({ id }) => id === resource.params['id']) ? 'listed' : 'hidden';
}

/** Resources that the walk has made; one that a request has changed is not used again. */
export function createShelf(world: World) {
  const shelf = new Map<string, Promise<Resource>>();
  const nothing: Resource = { kind: none, params: {} };
  const keyOf = (kind: string, whose: Role | 'foreign') => `${kind} of ${whose}`;
  return {
    take(kind: string, whose: Role | 'foreign'): Promise<Resource> {
      if (kind === none || kind.startsWith('new ')) return Promise.resolve({ ...nothing, kind });
      const key = keyOf(kind, whose);
      const made = shelf.get(key) ?? (whose === 'foreign' ? world.foreign(kind) : world.own(kind, whose));
      shelf.set(key, made);
      return made;
    },
    used: (kind: string, whose: Role | 'foreign') => shelf.delete(keyOf(kind, whose)),
  };
}
