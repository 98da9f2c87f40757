import { type Format, type Text, useFormat, useText } from '../text/text.tsx';
import { Facts } from '../ui/facts.tsx';
import classes from './application-details.module.css';
import { at, type Goods, listAt, present, textAt } from './read-goods.ts';

/** What an application says and the certificate does not show: the sheet that the chamber keeps. */
export function ApplicationDetails({ goods }: { readonly goods: Goods }) {
  const text = useText();
  const format = useFormat();
  const { fields } = text.application;
  const total = textAt(goods, 'invoiceTotal.amount');
  const documents = listAt(goods, 'supportingDocuments').map((one) => documentWords(one, text, format));
  return (
    <section className={classes.details} aria-label={text.sheet.details}>
      <h3>{text.sheet.details}</h3>
      <Facts
        facts={[
          [fields.applicant, partyWords(at(goods, 'applicant'), text, format)],
          [fields.importer, partyWords(at(goods, 'importer'), text, format)],
          [
            fields['invoiceTotal.amount'],
            total === undefined
              ? null
              : `${format.decimal(total)} ${textAt(goods, 'invoiceTotal.currency') ?? ''}`.trim(),
          ],
          ...listAt(goods, 'items').map(
            (item, index) => [text.application.item(index + 1), itemWords(item, text, format)] as const,
          ),
          [fields.supportingDocuments, documents.length === 0 ? null : documents.join('; ')],
        ]}
      />
    </section>
  );
}

/** Name, place and number in one line. */
export function partyWords(party: unknown, { application }: Text, format: Format): string | null {
  const name = textAt(party, 'name');
  if (name === undefined) return null;
  const country = textAt(party, 'address.country');
  const scheme = textAt(party, 'id.scheme');
  const number = textAt(party, 'id.value');
  return format.inLine([
    name,
    textAt(party, 'address.city'),
    country === undefined ? undefined : format.country(country),
    number === undefined ? undefined : `${application.schemes[scheme ?? ''] ?? ''} ${number}`.trim(),
  ]);
}

/** Why an item is of its origin, who made it, on which invoice it stands. */
function itemWords(item: unknown, text: Text, format: Format): string | null {
  const { application, sheet, ui } = text;
  const criterion = textAt(item, 'originCriterion');
  const invoice = textAt(item, 'invoice.number');
  const day = textAt(item, 'invoice.date');
  const maker = partyWords(at(item, 'manufacturer'), text, format);
  const words = present([
    criterion === undefined ? undefined : (application.criteria[criterion] ?? criterion),
    textAt(item, 'originRule'),
    invoice === undefined ? undefined : sheet.invoice(invoice, day === undefined ? '' : format.date(day)),
    maker === null ? undefined : ui.labelled(application.fields['items.manufacturer'], maker),
  ]);
  return words.length === 0 ? null : format.inLine(words, ' · ');
}

function documentWords(document: unknown, { application }: Text, format: Format): string {
  const type = textAt(document, 'type') ?? '';
  const day = textAt(document, 'date');
  return present([
    application.documentTypes[type] ?? type,
    textAt(document, 'number'),
    day === undefined ? undefined : format.date(day),
  ]).join(' ');
}
