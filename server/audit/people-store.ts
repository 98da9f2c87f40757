import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../database/database.ts';

const personSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['user', 'client']).meta({ description: 'A person or a system.' }),
});
export const peopleSchema = z.strictObject({ items: z.array(personSchema) }).meta({ id: 'TrailPeople' });

const most = 1_000;

/** Whoever acts or acted for the organisation, under its row-level security; what access owns is read by name alone. */
export async function readPeople(trx: Trx): Promise<z.output<typeof personSchema>[]> {
  const { rows } = await sql<z.output<typeof personSchema>>`
    SELECT id, name, 'user' AS kind FROM users UNION ALL SELECT id, name, 'client' FROM api_clients
    ORDER BY name, id LIMIT ${most}`.execute(trx);
  return rows;
}
