import type { Role } from '../api/organisations.ts';

/** Who can own a record. */
export const owners: readonly Role[] = ['exporter', 'forwarder', 'importer'];
