import { isGtin } from '../../core/check-digits.ts';
import type { JsonObject } from '../../core/json.ts';
import { gtinPrefix, locodePrefix, type PartyId, partyUri, uriOf } from './identifiers.ts';
import { compactObject } from './leaves.ts';

/** An application, complete or not: members may be missing at any depth. */
type Loose<T> = T extends readonly (infer E)[]
  ? readonly Loose<E>[]
  : T extends object
    ? { readonly [K in keyof T]?: Loose<T[K]> | undefined }
    : T;

interface PartyOf {
  readonly id: PartyId;
  readonly name: string;
  readonly address: {
    readonly line1: string;
    readonly line2: string;
    readonly postcode: string;
    readonly city: string;
    readonly subdivision: string;
    readonly country: string;
  };
}
interface Measure {
  readonly value: string;
  readonly unit: string;
}
export type Item = Loose<{
  readonly seq: number;
  readonly marks: string;
  readonly packages: readonly { readonly count: number; readonly type: string }[];
  readonly inBulk: true;
  readonly description: string;
  readonly hsCode: string;
  readonly productId: string;
  readonly origin: string;
  readonly grossWeight: Measure;
  readonly netWeight: Measure;
  readonly quantity: Measure;
  readonly manufacturer: PartyOf;
  readonly originCriterion: string;
  readonly originRule: string;
  readonly invoice: { readonly number: string; readonly date: string };
}>;
export type LooseParty = Loose<PartyOf>;
export type LooseApplication = Loose<{
  readonly consignor: PartyOf;
  readonly consignee: PartyOf & { readonly toOrder: true };
  readonly destinationCountry: string;
  readonly origins: readonly string[];
  readonly remarks: string;
  readonly transport: {
    readonly meansName: string;
    readonly meansId: string;
    readonly voyage: string;
    readonly portOfLoading: { readonly code: string; readonly name: string };
    readonly portOfDischarge: { readonly code: string; readonly name: string };
    readonly departureDate: string;
    readonly documentNumber: string;
  };
}> & { readonly items?: readonly Item[] | undefined };

/**
 * The consignment of an application, complete or not, in UN/CEFACT's words. What an item says of its packages and weights
 * has no fields there: it stands in `information`, for people to read.
 */
export function toConsignment(application: LooseApplication): JsonObject {
  const { consignor, consignee, transport = {}, items = [], origins = [] } = application;
  const ownOrigins = items.some((item) => item.origin !== undefined);
  const common = !ownOrigins && origins.length === 1 ? origins[0] : undefined;
  return compactObject({
    iD: written(transport.documentNumber),
    information: application.remarks,
    exportCountry: { code: consignor?.address?.country },
    exporter: partyOut(consignor),
    importCountry: { code: application.destinationCountry },
    importer: partyOut(consignee),
    includedConsignmentItems: groupsOf(items).map((group) => groupOut(group, common)),
    loadingBaseportLocation: locationOut(transport.portOfLoading),
    mainCarriageTransportMovement: {
      iD: written(transport.voyage),
      usedTransportMeans: { iD: written(transport.meansId), name: transport.meansName },
      departureEvent: { departureDateTime: midnight(transport.departureDate) },
    },
    unloadingBaseportLocation: locationOut(transport.portOfDischarge),
  });
}

/** Neighbours that have maker and criterion in common are one consignment item. */
function groupsOf(items: readonly Item[]): readonly Item[][] {
  const keyOf = ({ manufacturer, originCriterion, originRule }: Item) =>
    JSON.stringify([manufacturer, originCriterion, originRule]);
  return items.reduce<Item[][]>((groups, item) => {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (last !== undefined && first !== undefined && keyOf(first) === keyOf(item)) last.push(item);
    else groups.push([item]);
    return groups;
  }, []);
}

function groupOut(items: readonly Item[], commonOrigin: string | undefined): JsonObject {
  const [{ manufacturer, originCriterion, originRule } = {}] = items;
  const criteria = [originCriterion, originRule].filter((part) => part !== undefined);
  return {
    information: items.flatMap((item) => goodsText(item) ?? []).join('\n') || undefined,
    crossBorderRegulatoryProcedure: { originCriteriaText: criteria.join(': ') || undefined },
    manufacturer: partyOut(manufacturer),
    tradeLineItems: items.map((item) => ({
      sequenceNumber: item.seq,
      invoiceReference: {
        iD: written(item.invoice?.number),
        formattedIssueDateTime: midnight(item.invoice?.date),
      },
      tradeProduct: {
        iD: productUri(item.productId),
        description: item.description,
        harmonisedTariffCode: { classCode: dotted(item.hsCode) },
        originCountry: { code: item.origin ?? commonOrigin },
      },
    })),
  };
}

/** Boxes 6 and 7 of an item on one line. */
function goodsText({
  seq,
  marks,
  packages,
  inBulk,
  grossWeight,
  netWeight,
  quantity,
}: Item): string | undefined {
  const measure = (name: string, said: Loose<Measure> | undefined) =>
    said === undefined ? [] : [`${name} ${said.value ?? ''} ${said.unit ?? ''}`];
  const parts = [
    ...(marks === undefined ? [] : [`marks ${marks}`]),
    ...(packages ?? []).map(({ count, type }) => `${count ?? ''} ${type ?? ''}`),
    ...(inBulk ? ['in bulk'] : []),
    ...measure('gross', grossWeight),
    ...measure('net', netWeight),
    ...measure('quantity', quantity),
  ];
  return parts.length === 0 ? undefined : `${seq}: ${parts.join('; ')}`;
}

export function partyOut(party: LooseParty | undefined): JsonObject {
  const { id, name, address = {} } = party ?? {};
  const isNamed = id?.scheme !== undefined && id.value !== undefined;
  return {
    iD: isNamed ? partyUri({ scheme: id.scheme as PartyId['scheme'], value: id.value as string }) : undefined,
    name,
    postalAddress: {
      line1: address.line1,
      line2: address.line2,
      cityName: address.city,
      postcode: address.postcode,
      countrySubDivisionName: address.subdivision,
      countryCode: address.country,
    },
  };
}

const locationOut = (port: Loose<{ code: string; name: string }> | undefined): JsonObject => ({
  iD: port?.code === undefined ? undefined : locodePrefix + port.code,
  name: port?.name,
});

const written = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : uriOf(value);

const productUri = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : isGtin(value) ? gtinPrefix + value : uriOf(value);

/** `220421` → `2204.21`, `22042106` → `2204.21.06`, as the samples write it. */
const dotted = (code: string | undefined): string | undefined =>
  code?.replace(/^(\d{4})(\d{2})(\d{2})?(\d{2})?$/, (_, ...parts: (string | undefined)[]) =>
    parts
      .slice(0, 4)
      .filter((part) => part !== undefined)
      .join('.'),
  );

const midnight = (day: string | undefined): string | undefined =>
  day === undefined ? undefined : `${day}T00:00:00Z`;
