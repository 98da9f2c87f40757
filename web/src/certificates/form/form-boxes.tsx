import { Button } from '@mantine/core';
import { useText } from '../../text/text.tsx';
import { at, listAt } from '../read-goods.ts';
import { Box } from './box.tsx';
import { CheckField, ChoiceField, CountriesField, CountryField, LineField, TextField } from './fields.tsx';
import classes from './form.module.css';
import { useForm } from './form-context.tsx';
import { nextItem } from './form-model.ts';
import { ItemFields } from './item-fields.tsx';
import { More } from './more.tsx';
import { OtherParty, PartyFields } from './party-fields.tsx';
import { CurrencyField } from './pick-field.tsx';
import { TotalsFields } from './totals-fields.tsx';
import { useCodeLists } from './use-code-lists.ts';

export function ConsignorBox() {
  const { sheet, application } = useText();
  return (
    <Box number="1" name={sheet.box1}>
      <PartyFields path="consignor" />
      <OtherParty path="onBehalfOf" question={application.withPrincipal} />
    </Box>
  );
}

export function ConsigneeBox() {
  const { sheet, application } = useText();
  const { form, set } = useForm();
  const isToOrder = at(form, 'consignee.toOrder') === true;
  return (
    <Box number="2" name={sheet.box2}>
      <CheckField
        path="consignee.toOrder"
        onChange={(isChecked) => set('consignee', isChecked ? { toOrder: true } : undefined)}
      />
      {!isToOrder && <PartyFields path="consignee" />}
      <CountryField path="destinationCountry" />
      <OtherParty path="importer" question={application.withImporter} />
    </Box>
  );
}

export function OriginsBox() {
  const { sheet, application } = useText();
  return (
    <Box number="3" name={sheet.box3}>
      <CountriesField path="origins" lead={application.originsLead} />
    </Box>
  );
}

export function RemarksBox() {
  const { sheet, application: words } = useText();
  const { form } = useForm();
  const incoterms = useCodeLists()?.incotermCodes ?? [];
  const isForEgypt = at(form, 'destinationCountry') === 'EG';
  const rare = ['contract', 'credit', ...(isForEgypt ? [] : ['acid'])].map((name) => `references.${name}`);
  return (
    <Box number="5" name={sheet.box5}>
      <p className={classes.lead}>{words.remarksLead}</p>
      <TextField path="remarks" />
      <div className={classes.pair}>
        <LineField path="references.purchaseOrder" />
        {isForEgypt && <LineField path="references.acid" kind="whole" />}
      </div>
      <More lead={words.moreReferences} paths={[...rare, 'invoiceTotal', 'incoterm']}>
        <div className={classes.pair}>
          {rare.map((path) => (
            <LineField key={path} path={path} />
          ))}
        </div>
        <div className={classes.pair}>
          <LineField path="invoiceTotal.amount" kind="decimal" />
          <CurrencyField path="invoiceTotal.currency" />
          <ChoiceField
            path="incoterm.code"
            choices={incoterms.map((code) => ({ value: code, label: code }))}
          />
          <LineField path="incoterm.place" />
        </div>
      </More>
    </Box>
  );
}

export function GoodsBox() {
  const { sheet, application } = useText();
  const { form, set } = useForm();
  const items = listAt(form, 'items');
  const add = () => set(`items.${items.length}`, nextItem(form));
  return (
    <Box number="6–7" name={application.goods}>
      <p className={classes.lead}>{sheet.box6}</p>
      {items.map((_, index) => (
        <ItemFields
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place, as on the certificate
          key={index}
          index={index}
          hasSeveralOrigins={listAt(form, 'origins').length > 1}
          onRemove={() =>
            set(
              'items',
              items.filter((__, other) => other !== index),
            )
          }
        />
      ))}
      <Button id="field-items" variant="default" onClick={add} disabled={items.length >= 200}>
        {application.addItem}
      </Button>
      <TotalsFields />
    </Box>
  );
}
