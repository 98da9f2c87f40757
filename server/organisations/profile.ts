import { utf8 } from '../../core/bytes.ts';
import { ChamberId, ProfileHash } from '../../core/ids.ts';
import { canonicalJson } from '../../core/json.ts';
import type { OrganisationRole, Profile } from '../database/tables.ts';
import { sha256 } from '../records/recorder.ts';

/** Chambers and the federation sign what others rely on: they have an issuing key and a place in the chambers' registry. */
export const issues = (role: OrganisationRole): boolean => role === 'chamber' || role === 'federation';

/** In the chambers' registry: the 16 bytes of the organisation's UUID. */
export const chamberIdOf = (organisationId: string): ChamberId =>
  ChamberId.parse(`0x${organisationId.replaceAll('-', '').toLowerCase()}`);

/** SHA-256 of the canonical JSON (protocol §6). */
export const profileHashOf = (profile: Profile): ProfileHash =>
  ProfileHash.of(sha256(utf8(canonicalJson({ ...profile }))));

/**
 * did:web (W3C CCG): host, the port's colon percent-encoded, then the path with colons.
 * @param publicUrl without a slash at the end
 */
export function didOf(publicUrl: string, organisationId: string): string {
  const { host, pathname } = new URL(publicUrl);
  const path = pathname.split('/').filter((part) => part !== '');
  return ['did', 'web', ...[host, ...path, 'chambers', organisationId].map(encodeURIComponent)].join(':');
}
