import { memo } from 'react';
import { partyWords } from '../certificates/application-details.tsx';
import { PartyLines } from '../certificates/party-lines.tsx';
import { at, present, textAt } from '../certificates/read-goods.ts';
import {
  containerLine,
  originNames,
  packageWords,
  quantityLines,
  referenceLines,
  totalLines,
  transportLines,
  useSheetWords,
} from '../certificates/sheet-words.ts';
import { useText } from '../text/text.tsx';
import classes from './disclosure.module.css';

interface DisclosureValueProps {
  readonly name: string;
  readonly value: unknown;
}

/** What one field says, in the words of the certificate. Kept: of 200 items there are thousands. */
export const DisclosureValue = memo(({ name, value }: DisclosureValueProps) => {
  const text = useText();
  // A weight and packages are said with the names of their codes, which are asked for by item.
  const words = useSheetWords([{ [name]: value }]);
  const alone = { [name]: value };
  const { format } = words;
  if (['consignor', 'consignee', 'onBehalfOf'].includes(name) && at(value, 'toOrder') !== true)
    return <PartyLines party={value} />;
  const lines = (): readonly (string | undefined)[] => {
    switch (name) {
      case 'consignee':
        return [text.sheet.toOrder];
      case 'importer':
      case 'applicant':
      case 'manufacturer':
        return [partyWords(value, text, format) ?? undefined];
      case 'destinationCountry':
      case 'origin':
        return originNames([value], words);
      case 'origins':
        return originNames(Array.isArray(value) ? value : [], words);
      case 'transport':
        return [...transportLines(alone, words), containerLine(alone, words)];
      case 'references':
      case 'incoterm':
      case 'invoiceTotal':
        return referenceLines(alone, words);
      case 'totals':
        return totalLines(alone, words);
      case 'packages':
      case 'inBulk':
        return [packageWords(alone, words)];
      case 'grossWeight':
      case 'netWeight':
      case 'quantity':
        return quantityLines(alone, words);
      case 'originCriterion':
        return [text.application.criteria[String(value)] ?? String(value)];
      case 'invoice': {
        const day = textAt(value, 'date');
        return [format.inLine([textAt(value, 'number'), day === undefined ? undefined : format.date(day)])];
      }
      case 'certifies':
        return [text.certified.things[String(value)] ?? String(value)];
      case 'document': {
        const day = textAt(value, 'date');
        const of = [textAt(value, 'number'), day === undefined ? undefined : format.date(day)];
        return [textAt(value, 'title'), format.inLine(of)];
      }
      case 'supportingDocuments':
        return (Array.isArray(value) ? value : []).map((one) =>
          present([text.application.documentTypes[textAt(one, 'type') ?? ''], textAt(one, 'number')]).join(
            ' ',
          ),
        );
      default:
        return [textAt(alone, name)];
    }
  };
  return present(lines()).map((line) => (
    <bdi key={line} className={classes.line}>
      {line}
    </bdi>
  ));
});
