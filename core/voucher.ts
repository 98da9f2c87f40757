import { z } from 'zod';
import type { Es256Check, Es256Signer } from './es256.ts';
import { timeSchema } from './event.ts';
import { SignerId } from './ids.ts';
import { signJws, verifyJws } from './jws.ts';
import { checked } from './schema.ts';
import type { EcPublicJwk } from './signer.ts';

const TYPE = 'openpouch-voucher+jws';

export const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code');

/** An issuing key of a chamber or federation says: this signer is that organisation (protocol §4). */
export const voucherSchema = z.strictObject({
  signerId: SignerId.schema,
  organisation: z.strictObject({
    id: z.string().min(1).max(200),
    legalName: z.string().min(1).max(200),
    country: countrySchema,
  }),
  time: timeSchema,
});
export type Voucher = z.infer<typeof voucherSchema>;

export const signVoucher = (voucher: Voucher, issuer: Es256Signer): Promise<string> =>
  signJws(TYPE, voucher, issuer);

/** @throws MalformedError, SignatureError. Whether `jwk` is accredited is a question to the chain. */
export async function verifyVoucher(
  jws: string,
  check?: Es256Check,
): Promise<{ voucher: Voucher; jwk: EcPublicJwk }> {
  const { jwk, payload } = await verifyJws(jws, TYPE, check);
  return { jwk, voucher: checked(voucherSchema, payload, 'voucher') };
}
