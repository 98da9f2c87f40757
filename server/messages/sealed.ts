import { utf8 } from '../../core/bytes.ts';
import { commitment } from '../../core/commitment.ts';
import { type Commitment, Salt } from '../../core/ids.ts';
import { canonicalJson } from '../../core/json.ts';
import type { Sealer } from '../keys/sealing.ts';
import { sha256 } from '../records/recorder.ts';

/** What of a message is sealed. */
export interface Content {
  readonly text: string;
  readonly salt: Salt;
}

/** Sealed for the author's organisation and this one message: the row of another does not open in its place. */
const contextOf = (of: { organisationId: string; id: string }, what: string) => ({
  organisationId: of.organisationId,
  purpose: `${what} ${of.id}`,
});

export type Place = Parameters<typeof contextOf>[0];

export const sealContent = (sealer: Sealer, of: Place, { text, salt }: Content): Buffer =>
  Buffer.from(sealer.seal(utf8(JSON.stringify({ text, salt })), contextOf(of, 'message')));

export function openContent(sealer: Sealer, of: Place, sealed: Buffer): Content {
  const opened = JSON.parse(Buffer.from(sealer.open(sealed, contextOf(of, 'message'))).toString()) as {
    text: string;
    salt: string;
  };
  return { text: opened.text, salt: Salt.parse(opened.salt) };
}

export const sealName = (sealer: Sealer, of: Place, name: string): Buffer =>
  Buffer.from(sealer.seal(utf8(name), contextOf(of, 'attachment-name')));
export const openName = (sealer: Sealer, of: Place, sealed: Buffer): string =>
  Buffer.from(sealer.open(sealed, contextOf(of, 'attachment-name'))).toString();

export const sealKey = (sealer: Sealer, of: Place, key: Uint8Array): Buffer =>
  Buffer.from(sealer.seal(key, contextOf(of, 'attachment-key')));
export const openKey = (sealer: Sealer, of: Place, sealed: Buffer): Uint8Array =>
  sealer.open(sealed, contextOf(of, 'attachment-key'));

/**
 * What the trail says of a message (docs/protocol.md, 4): a salted digest of its text and of the names and digests of its
 * attachments, in this order.
 */
export const messageCommitment = (
  { text, salt }: Content,
  attachments: readonly { readonly name: string; readonly sha256: string }[],
): Commitment =>
  commitment(
    salt,
    utf8(
      canonicalJson(
        { text, attachments: attachments.map(({ name, sha256 }) => ({ name, sha256 })) },
        'message',
      ),
    ),
    sha256,
  );
