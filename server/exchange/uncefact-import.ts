import type { z } from 'zod';
import { country, date, origin, text } from '../../core/certificate-fields.ts';
import { itemSchema } from '../../core/certificate-subject.ts';
import type { JsonObject } from '../../core/json.ts';
import { endOf, gtinPrefix, locodePrefix, readPartyUri } from './identifiers.ts';
import { compactObject, valueAt } from './leaves.ts';

/**
 * A consignment of UN/CEFACT's certificate of origin (edi3-regulatory, `supplyChainConsignment`) as an application. It
 * has what an application can hold, each field by itself: what does not fit is left out, and named by whoever compares
 * (`uncefact.ts`). The application is a draft: a consignment says no marks, packages and weights of items.
 */
export function toApplication(consignment: unknown): JsonObject {
  const at = (...path: readonly PropertyKey[]) => valueAt(consignment, ...path);
  const items = linesOf(consignment);
  const origins = [...new Set(items.flatMap(({ origin: said }) => said ?? []))];
  // Each item says its own where there are several, or where others say none.
  const isCommon = origins.length === 1 && items.every((item) => item.origin !== undefined);
  const movement = (...path: readonly PropertyKey[]) => at('mainCarriageTransportMovement', ...path);
  return compactObject({
    formType: 'EU_NON_PREFERENTIAL',
    language: 'en',
    consignor: party(at('exporter'), at('exportCountry', 'code')),
    consignee: party(at('importer')),
    destinationCountry: fitting(country, at('importCountry', 'code')),
    origins,
    transport: {
      meansName: line(35, movement('usedTransportMeans', 'name')),
      meansId: line(25, idValue(movement('usedTransportMeans', 'iD'))),
      voyage: line(17, idValue(movement('iD'))),
      portOfLoading: port(at('loadingBaseportLocation')),
      portOfDischarge: port(at('unloadingBaseportLocation')),
      departureDate: dayOf(movement('departureEvent', 'departureDateTime')),
      documentNumber: line(70, idValue(at('iD'))),
    },
    remarks: line(2_048, at('information')),
    items: items.map(({ origin: said, ...item }) => ({ ...item, origin: isCommon ? undefined : said })),
  });
}

/** The lines of all consignment items in their order, each with what its consignment item says of all of its lines. */
function linesOf(consignment: unknown) {
  return list(valueAt(consignment, 'includedConsignmentItems'))
    .flatMap((group) => {
      const common = {
        ...criterion(valueAt(group, 'crossBorderRegulatoryProcedure', 'originCriteriaText')),
        manufacturer: party(valueAt(group, 'manufacturer')),
      };
      return list(valueAt(group, 'tradeLineItems')).map((entry) => ({ entry, common }));
    })
    .map(({ entry, common }, index) => {
      const product = (...path: readonly PropertyKey[]) => valueAt(entry, 'tradeProduct', ...path);
      return {
        seq: index + 1,
        description: fitting(itemSchema.shape.description, line(512, product('description'))),
        hsCode: fitting(itemSchema.shape.hsCode, digitsOf(product('harmonisedTariffCode', 'classCode'))),
        productId: line(35, idValue(product('iD'))),
        origin: fitting(origin, product('originCountry', 'code')),
        ...common,
        invoice: {
          number: line(70, idValue(valueAt(entry, 'invoiceReference', 'iD'))),
          date: dayOf(valueAt(entry, 'invoiceReference', 'formattedIssueDateTime')),
        },
      };
    });
}

/** As `toConsignment` writes them; another criterion, such as one of a trade agreement, stays as the rule's text. */
function criterion(said: unknown): JsonObject {
  const known = typeof said === 'string' ? /^(WO|ST|PSR)(?:: (\S[\s\S]*))?$/.exec(said) : null;
  return known === null
    ? { originRule: line(256, said) }
    : { originCriterion: known[1], originRule: line(256, known[2]) };
}

function party(value: unknown, elsewhere?: unknown): JsonObject {
  const at = (name: string) => valueAt(value, 'postalAddress', name);
  const iD = valueAt(value, 'iD');
  return {
    id: typeof iD === 'string' ? readPartyUri(iD) : undefined,
    name: line(70, valueAt(value, 'name')),
    address: {
      line1: line(256, at('line1')),
      line2: line(256, at('line2')),
      postcode: line(9, at('postcode')),
      city: line(35, at('cityName')),
      subdivision: line(35, at('countrySubDivisionName')),
      country: fitting(country, at('countryCode')) ?? fitting(country, elsewhere),
    },
  };
}

function port(location: unknown): JsonObject {
  const iD = valueAt(location, 'iD');
  const code =
    typeof iD === 'string' && iD.startsWith(locodePrefix) ? iD.slice(locodePrefix.length) : undefined;
  return {
    code: /^[A-Z]{2}[A-Z2-9]{3}$/.test(code ?? '') && fitting(country, code?.slice(0, 2)) ? code : undefined,
    name: line(256, valueAt(location, 'name')),
  };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value where it is one of the field's; else it is left out. */
function fitting<S extends z.ZodType>(schema: S, value: unknown): z.output<S> | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Text that can be stored, signed and printed, without white space at its ends. */
function line(max: number, value: unknown): string | undefined {
  if (typeof value !== 'string' || !value.isWellFormed() || /[\p{Cc}--[\n\r\t]]/v.test(value))
    return undefined;
  return fitting(text(max), value.trim());
}

const idValue = (uri: unknown): string | undefined =>
  typeof uri !== 'string'
    ? undefined
    : uri.startsWith(gtinPrefix)
      ? uri.slice(gtinPrefix.length)
      : endOf(uri);

/** `2204.21` → `220421` */
const digitsOf = (code: unknown): unknown =>
  typeof code === 'string' && /^[\d. ]+$/.test(code) ? code.replaceAll(/[. ]/g, '') : code;

const dayOf = (time: unknown): string | undefined =>
  typeof time === 'string' ? fitting(date, time.slice(0, 10)) : undefined;
