import { depthOf, isObject } from '../../core/json.ts';
import { limits, UnreadableFile } from './sheet.ts';

/** An entry of the list, as it is: nothing of it is checked yet. */
export interface Entry {
  /** From 1. */
  readonly row: number;
  readonly reference: unknown;
  readonly application: unknown;
  /** Members that an entry does not have. */
  readonly unknown: readonly string[];
}

/** Members of an application lie at most 6 levels deep. */
const deepest = 32;

/** `[{ "reference": …, "application": {…} }, …]`. @throws UnreadableFile */
export function readJson(bytes: Uint8Array): Entry[] {
  const value = parse(bytes);
  if (!Array.isArray(value))
    throw new UnreadableFile('A list of { "reference": …, "application": … } is expected.');
  if (value.length === 0) throw new UnreadableFile('The list is empty.');
  if (value.length > limits.rows)
    throw new UnreadableFile(`More than ${limits.rows} entries: send several files.`);
  return value.map((entry: unknown, index) => {
    const { reference, application, ...others } = isObject(entry) ? entry : {};
    return { row: index + 1, reference, application, unknown: Object.keys(others) };
  });
}

function parse(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UnreadableFile('The file is not UTF-8.', { cause });
  }
  if (depthOf(text) > deepest) throw new UnreadableFile('The file is nested too deeply.');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableFile('The file is not valid JSON.', { cause });
  }
}
