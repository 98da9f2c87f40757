import { z } from 'zod';
import { lineOfText } from '../http/text.ts';
import type { User } from './user-store.ts';

export const emailSchema = z.email().max(254);
/** Length is what counts (NIST SP 800-63B): no rules about kinds of characters. */
export const newPasswordSchema = z.string().min(12).max(200);

/** A person who shall sign in. */
export const newPersonSchema = z.strictObject({
  name: lineOfText(100),
  email: emailSchema,
  password: newPasswordSchema,
});

export const userSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    administrator: z.boolean(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'User' });

export const userView = (user: User): z.output<typeof userSchema> => ({
  id: user.id,
  name: user.name,
  email: user.email,
  administrator: user.administrator,
  createdAt: user.createdAt.toISOString(),
});

/**
 * What the fingerprint of an idempotent request with a password is over: all but the password, which must not be
 * guessable from a fast hash in the database.
 */
export const withoutPasswords = (body: unknown): Uint8Array =>
  Buffer.from(JSON.stringify(body, (name, value: unknown) => (name === 'password' ? undefined : value)));
