import { z } from 'zod';
import { utf8 } from '../../core/bytes.ts';
import { broken } from '../../core/certificate-fields.ts';
import { isContainerNumber } from '../../core/check-digits.ts';
import { commitment } from '../../core/commitment.ts';
import type { Commitment, RecordId, Salt } from '../../core/ids.ts';
import { canonicalJson } from '../../core/json.ts';
import { lineOfText } from '../http/text.ts';
import { sha256 } from '../records/recorder.ts';

const unLocode = z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'a UN/LOCODE');

/** What is written on the outside of a pouch: how the parties recognise the shipment. All of it is optional. */
export const coverSchema = z
  .strictObject({
    reference: lineOfText(70).optional(),
    orderNumber: lineOfText(70).optional(),
    invoiceNumber: lineOfText(70).optional(),
    billOfLading: lineOfText(70).optional(),
    /** ISO 6346: owner code, category U, J or Z, serial number with check digit. */
    containers: z
      .array(
        z
          .string()
          .regex(/^[A-Z]{3}[UJZ]\d{7}$/, {
            error: 'a container number such as MSCU1234566 (ISO 6346)',
            abort: true,
          })
          .refine(
            isContainerNumber,
            broken('container_check_digit', 'a container number with its check digit'),
          ),
      )
      .max(200)
      .optional(),
    vessel: lineOfText(70).optional(),
    voyage: lineOfText(17).optional(),
    portOfLoading: unLocode.optional(),
    portOfDischarge: unLocode.optional(),
    destinationCountry: z
      .string()
      .regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code')
      .optional(),
    consignor: lineOfText(200).optional(),
    consignee: lineOfText(200).optional(),
    notifyParty: lineOfText(200).optional(),
    carrier: lineOfText(200).optional(),
    note: lineOfText(500).optional(),
  })
  .meta({ id: 'PouchCover' });
export type Cover = z.output<typeof coverSchema>;

/**
 * The most certificates in one pouch: they are handed over with it in one transaction, which may use 2^24 gas
 * (EIP-7825), and the relay reserves twice 120,000 for each record, for dearer slots of a coming fork.
 */
export const maximumCertificates = 50;

/** What a pouch was when it was made, for good; its genesis commits to it. */
export interface Manifest {
  readonly title: string;
  readonly cover: Cover;
  /** Id of the organisation that made it. */
  readonly madeBy: string;
  /** RFC 3339. */
  readonly createdAt: string;
  /** The pouch that it was taken out of. */
  readonly partOf?: RecordId;
  /** The pouch that it takes the place of. */
  readonly replaces?: RecordId;
}

/** `commitment(salt, canonical JSON of the manifest)`, protocol §3. */
export const manifestCommitment = (salt: Salt, manifest: Manifest): Commitment =>
  commitment(salt, utf8(canonicalJson(manifest, 'manifest')), sha256);
