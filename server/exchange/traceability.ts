import type { CertificateItem, CertificateSubject, Party } from '../../core/certificate-subject.ts';
import { isGtin } from '../../core/check-digits.ts';
import type { JsonObject } from '../../core/json.ts';
import { type FieldError, problem } from '../http/problem.ts';
import { compactObject, namesOfLost, type Reasons } from './leaves.ts';
import type { Exported } from './uncefact.ts';

/** A certificate that was issued, as the W3C traceability vocabulary needs it. */
export interface CertifiedGoods {
  /** A URI. */
  readonly id: string;
  readonly issuer: { readonly id: string; readonly name: string };
  readonly validFrom: string;
  readonly subject: CertificateSubject;
}

/**
 * The certificate as `CertificationOfOrigin` of the W3C traceability vocabulary: goods, one country, one day. It carries
 * no signature; the signed credential is the certificate itself.
 *
 * @throws not_expressible where it needs a day of export or one country, and there is none
 */
export function exportTraceability({ id, issuer, validFrom, subject }: CertifiedGoods): Exported {
  const { origins, transport, references, items } = subject;
  const errors: FieldError[] = [];
  const missing = (pointer: string, detail: string) => errors.push({ in: 'path', pointer, detail });
  if (origins.length > 1) missing('/origins', 'One country: it has no place for several.');
  if (transport?.departureDate === undefined)
    missing('/transport/departureDate', 'It needs the day of export.');
  if (errors.length > 0) throw problem('not_expressible', { format: 'CertificationOfOrigin' }, { errors });
  const document = compactObject({
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://w3id.org/traceability/v1'],
    type: ['VerifiableCredential', 'CertificationOfOrigin'],
    id,
    validFrom,
    issuer: { type: ['Organization'], ...issuer },
    credentialSubject: {
      items: items.map((item) => lineOf(item, references?.purchaseOrder)),
      manufacturingCountry: origins[0],
      dateOfExport: transport?.departureDate,
    },
  });
  return { document, notMapped: namesOfLost(subject, keptOf(subject), reasons) };
}

function lineOf(item: CertificateItem, purchaseOrderNumber: string | undefined): JsonObject {
  const { description, productId, hsCode, manufacturer, packages } = item;
  const weight = item.netWeight ?? item.grossWeight;
  return {
    type: ['TradeLineItem'],
    name: description.split('\n', 1)[0],
    description,
    purchaseOrderNumber,
    packageQuantity: packages?.reduce((sum, { count }) => sum + count, 0),
    product: {
      type: ['Product'],
      gtin: productId !== undefined && isGtin(productId) ? productId : undefined,
      description,
      manufacturer: manufacturer && organisation(manufacturer),
      weight: weight && { type: ['QuantitativeValue'], value: weight.value, unitCode: weight.unit },
      commodity: hsCode && {
        type: ['Commodity'],
        commodityCode: hsCode.slice(0, 6),
        commodityCodeType: 'HS',
      },
    },
  };
}

const organisation = ({ name, address }: Party): JsonObject => ({
  type: ['Organization'],
  name,
  address: {
    type: ['PostalAddress'],
    streetAddress: [address.line1, address.line2].filter((line) => line !== undefined).join(', '),
    addressLocality: address.city,
    addressRegion: address.subdivision,
    postalCode: address.postcode,
    addressCountry: address.country,
  },
});

/** What of the certificate the document says, in the certificate's shape. */
function keptOf({
  certificateNumber,
  origins,
  transport,
  references,
  items,
}: CertificateSubject): JsonObject {
  return {
    certificateNumber,
    origins,
    transport: { departureDate: transport?.departureDate },
    references: { purchaseOrder: references?.purchaseOrder },
    items: items.map(
      ({ seq, description, productId, hsCode, manufacturer, netWeight, grossWeight, packages }) => ({
        seq,
        description,
        productId: productId !== undefined && isGtin(productId) ? productId : undefined,
        hsCode: hsCode?.slice(0, 6),
        manufacturer: manufacturer && { name: manufacturer.name, address: manufacturer.address },
        ...(netWeight === undefined ? { grossWeight } : { netWeight }),
        packages: packages?.length === 1 ? [{ count: packages[0]?.count }] : undefined,
      }),
    ),
  };
}

const reasons: Reasons = [
  [/^\/formType$/, 'The type of credential says it.'],
  [
    /^\/(consignor|consignee|importer|onBehalfOf|applicant)\//,
    'It names no parties but the issuer and the makers of the goods.',
  ],
  [/^\/items\/\d+\/hsCode$/, 'The six digits of the Harmonized System are taken.'],
  [/^\/items\/\d+\/packages\//, 'The number of all packages of an item is taken, not their kinds.'],
  [/^\/items\/\d+\/(grossWeight|quantity)\//, 'One weight is taken, the net weight where there is one.'],
  [/^\/items\/\d+\/productId$/, 'A product is named by its GTIN alone.'],
  [/^\/issue\//, 'The credential says by whom and when it was issued.'],
];
