import { certificateApplicationSchema } from '../../core/certificate-subject.ts';
import { isObject } from '../../core/json.ts';
import { propertiesOf, toJsonSchema } from '../../core/json-schema.ts';

/**
 * The columns of a sheet of applications, made from the schema of applications: a column for each field, named as the
 * API names it. Those of an item begin with `item.`; a row is an item, and rows of one reference are one application.
 */
export interface Column {
  readonly name: string;
  /** Within the application, or within the item. */
  readonly path: readonly string[];
  readonly of: 'application' | 'item';
  readonly kind: Kind;
  /** The form cannot do without it, whatever else it says. */
  readonly required: boolean;
}

/** How the text of a cell is read; lists have several values in one cell. */
export type Kind =
  | 'text'
  | 'decimal'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'origins'
  | 'packages'
  | 'containers'
  | 'supportingDocuments';

/** The applicant's own number of an application: what tells a retry from another one. */
export const referenceColumn = 'reference';
/** In the file of refused rows; read over when that file is sent again. */
export const whyColumn = 'why refused';

const lists: readonly string[] = [
  'origins',
  'packages',
  'containers',
  'supportingDocuments',
] satisfies Kind[];
const isList = (key: string, property: { readonly [name: string]: unknown }): boolean =>
  lists.includes(key) && property['type'] === 'array';
/** The same for all applications, or given by the order of the rows. */
const given = ['formType', 'seq'];

export const columns: readonly Column[] = columnsOf(
  toJsonSchema(certificateApplicationSchema),
  [],
  'application',
  true,
);

function columnsOf(
  schema: unknown,
  path: readonly string[],
  of: Column['of'],
  isRequired: boolean,
): readonly Column[] {
  const required =
    isObject(schema) && Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  return Object.entries(propertiesOf(schema)).flatMap(([key, property]) => {
    const within = [...path, key];
    if (given.includes(key) || !isObject(property)) return [];
    if (of === 'application' && key === 'items') return columnsOf(property['items'], [], 'item', true);
    const isNeeded = isRequired && required.includes(key) && key !== 'language';
    const isNested = !isList(key, property) && Object.keys(propertiesOf(property)).length > 0;
    if (isNested) return columnsOf(property, within, of, isNeeded);
    const name = [...(of === 'item' ? ['item'] : []), ...within].join('.');
    return [{ name, path: within, of, kind: kindOf(key, property), required: isNeeded }];
  });
}

function kindOf(key: string, property: { readonly [name: string]: unknown }): Kind {
  if (isList(key, property)) return key as Kind;
  if (property['const'] === true) return 'boolean';
  if (property['type'] === 'integer' || property['type'] === 'number') return 'integer';
  if (property['format'] === 'date') return 'date';
  // The value of a party's number has a length, that of a measure a pattern alone.
  return key === 'amount' || (key === 'value' && !('maxLength' in property)) ? 'decimal' : 'text';
}

const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
export const columnNamed = (name: string): Column | undefined => byName.get(name.toLowerCase());

/** The column where something at this path of an application is written: its own, one above it, or the first below it. */
export function columnAt(path: readonly PropertyKey[]): Column | undefined {
  const [first, , ...rest] = path;
  const of = first === 'items' ? 'item' : 'application';
  const wanted = (of === 'item' ? rest : path).map(String);
  const here = columns.filter((column) => column.of === of);
  const startsWith = (long: readonly string[], short: readonly string[]) =>
    short.every((part, index) => long[index] === part);
  return (
    here.find((column) => startsWith(wanted, column.path)) ??
    here.find((column) => startsWith(column.path, wanted) && column.required) ??
    here.find((column) => startsWith(column.path, wanted))
  );
}
