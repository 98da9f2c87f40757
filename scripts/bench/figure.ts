import { existsSync, readFileSync } from 'node:fs';

/** One figure as one JSON line: what, how much, in which unit, under which conditions, and what was to be reached. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly conditions: string;
  /** `>=` or `<=`, where a target is set. */
  readonly target?: { readonly is: '>=' | '<='; readonly value: number };
}

export function print(figure: Figure): void {
  const { target } = figure;
  const reached =
    target && (target.is === '>=' ? figure.value >= target.value : figure.value <= target.value);
  console.log(JSON.stringify({ ...figure, value: rounded(figure.value), ...(target && { reached }) }));
}

const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(4)));

/** Nearest-rank percentile. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Runs `work` for every item with so many at a time; answers the seconds that all of it took. */
export async function inParallel<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<number> {
  const started = performance.now();
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      const item = items[index];
      if (item !== undefined) await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return (performance.now() - started) / 1000;
}

/** Seconds that a process has computed until now; 0 where the system does not tell. */
export function cpuSeconds(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  // pid (name) state …: the name may hold anything; time in user and in kernel mode are the 14th and 15th, in hundredths.
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
