import { z } from 'zod';
import { isObject, type JsonObject } from './json.ts';

/** The JSON Schema (2020-12) of what is written down, without `$schema`; what a schema cannot say is left out of it. */
export function toJsonSchema(of: z.ZodType): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' });
  return rest as JsonObject;
}

/** Of an object, of the objects in an array, of all forms that something may take. */
export function propertiesOf(of: unknown): JsonObject {
  if (!isObject(of)) return {};
  const forms = [of['anyOf'], of['oneOf'], of['allOf']].filter(Array.isArray).flat();
  const own = isObject(of['properties']) ? of['properties'] : {};
  return Object.assign({}, ...forms.map(propertiesOf), propertiesOf(of['items']), own) as JsonObject;
}
