import { Button } from '@mantine/core';
import { memo } from 'react';
import { useText } from '../../text/text.tsx';
import { listAt } from '../read-goods.ts';
import { Box } from './box.tsx';
import { ChamberOnlyBox } from './chamber-only-box.tsx';
import { CheckField, ChoiceField, CountriesField, CountryField, LineField, TextField } from './fields.tsx';
import classes from './form.module.css';
import { useForm, useSaid, useValue } from './form-context.tsx';
import { nextItem } from './form-model.ts';
import { ItemFields } from './item-fields.tsx';
import { More } from './more.tsx';
import { OtherParty, PartyFields } from './party-fields.tsx';
import { CurrencyField } from './pick-field.tsx';
import { TotalsFields } from './totals-fields.tsx';
import { TransportBox } from './transport-box.tsx';
import { useCodeLists } from './use-code-lists.ts';

/** Rendered once: each field follows by itself what it shows. */
export const FormBoxes = memo(() => (
  <>
    <ConsignorBox />
    <ConsigneeBox />
    <OriginsBox />
    <TransportBox />
    <RemarksBox />
    <GoodsBox />
    <ChamberOnlyBox />
  </>
));

function ConsignorBox() {
  const { sheet, application } = useText();
  return (
    <Box number="1" name={sheet.box1}>
      <PartyFields path="consignor" />
      <OtherParty path="onBehalfOf" question={application.withPrincipal} />
    </Box>
  );
}

function ConsigneeBox() {
  const { sheet, application } = useText();
  const { set } = useForm();
  const isToOrder = useValue('consignee.toOrder') === true;
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

function OriginsBox() {
  const { sheet, application } = useText();
  return (
    <Box number="3" name={sheet.box3}>
      <CountriesField path="origins" lead={application.originsLead} />
    </Box>
  );
}

function RemarksBox() {
  const { sheet, application: words } = useText();
  const incoterms = useCodeLists()?.incotermCodes ?? [];
  const isForEgypt = useValue('destinationCountry') === 'EG';
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

function GoodsBox() {
  const { sheet, application } = useText();
  const { read, set } = useForm();
  const count = useSaid((form) => listAt(form, 'items').length);
  return (
    <Box number="6–7" name={application.goods}>
      <p className={classes.lead}>{sheet.box6}</p>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place, as on the certificate
        <ItemFields key={index} index={index} />
      ))}
      <Button
        id="field-items"
        variant="default"
        onClick={() => set(`items.${count}`, nextItem(read()))}
        disabled={count >= 200}
      >
        {application.addItem}
      </Button>
      <TotalsFields />
    </Box>
  );
}
