/**
 * The types of the pages' API module, made from the server's OpenAPI document. Written for the part of JSON Schema
 * that the server's documents use; anything else is refused, so that nothing passes as `unknown` unnoticed.
 */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** Text of `web/src/api/schema.ts`. @throws Error naming the schema that it cannot express */
export function apiTypes(document: OpenApiDocument): string {
  const named = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const operations = Object.entries(document.paths)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) =>
        operationType(`${method.toUpperCase()} ${path}`, operation),
      ),
    );
  return [
    '// Made by `node web/scripts/generate-api-types.ts` from /openapi.json; a test compares the two.\n',
    ...named.map(([name, schema]) => `export type ${name} = ${typeOf(schema, name)};\n`),
    `export interface Operations {\n${operations.join('\n')}\n}\n`,
  ].join('\n');
}

function operationType(
  name: string,
  { summary, parameters = [], requestBody, responses }: Operation,
): string {
  const members = [
    parametersType('path', parameters, name),
    parametersType('query', parameters, name),
    requestBody === undefined ? '' : `body: ${contentType(requestBody, name)};`,
    `result: ${resultType(responses, name)};`,
  ].filter((member) => member !== '');
  return `  /** ${summary ?? ''} */\n  '${name}': { ${members.join(' ')} };`;
}

function parametersType(
  place: string,
  parameters: NonNullable<Operation['parameters']>,
  name: string,
): string {
  const here = parameters.filter((parameter) => parameter.in === place);
  if (here.length === 0) return '';
  const required = here.some((parameter) => parameter.required === true);
  const members = here.map((parameter) => {
    const mark = parameter.required === true ? '' : '?';
    // What is left out and what is undefined are sent alike.
    const absent = mark === '' ? '' : ' | undefined';
    return `${key(parameter.name)}${mark}: ${typeOf(parameter.schema ?? {}, name)}${absent};`;
  });
  return `${place}${required ? '' : '?'}: { ${members.join(' ')} };`;
}

function resultType(responses: Operation['responses'], name: string): string {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const types = successes.map(([, response]) =>
    response.content === undefined ? 'undefined' : contentType(response, name),
  );
  return union(types);
}

/** Bytes are a Blob. */
function contentType({ content = {} }: Content, name: string): string {
  const [mediaType, described] = Object.entries(content)[0] ?? [];
  const isJson = mediaType === 'application/json' || mediaType === 'application/x-www-form-urlencoded';
  return isJson && described?.schema !== undefined ? typeOf(described.schema, name) : 'Blob';
}

function typeOf(schema: Schema, at: string): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map((value) => JSON.stringify(value)));
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return union(alternatives.map((one) => typeOf(one, at)));
  if (schema.allOf !== undefined) return schema.allOf.map((one) => `(${typeOf(one, at)})`).join(' & ');
  if (Array.isArray(schema.type))
    return union(schema.type.map((type: string) => typeOf({ ...schema, type }, at)));
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `readonly (${typeOf(schema.items ?? {}, at)})[]`;
    case 'object':
      return objectType(schema, at);
    case undefined:
      return 'unknown';
    default:
      throw new Error(`${at}: cannot express a schema of type ${String(schema.type)}.`);
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema, at: string): string {
  const members = Object.entries(properties).map(
    ([name, schema]) =>
      `${key(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema, `${at}.${name}`)};`,
  );
  if (members.length > 0) return `{ ${members.join(' ')} }`;
  const value = typeof additionalProperties === 'object' ? typeOf(additionalProperties, at) : 'unknown';
  return additionalProperties === false ? '{ [name: string]: never }' : `{ [name: string]: ${value} }`;
}

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ') || 'undefined';
const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));
