export { announceEndedAccess, hashSecret, newSecret } from './access-service.ts';
export { hashPassword } from './password.ts';
export type { Principal, Scope } from './scopes.ts';
export { newPersonSchema, userSchema, userView, withoutPasswords } from './user-schemas.ts';
export { addUser } from './user-service.ts';
export { type User, userStore } from './user-store.ts';
