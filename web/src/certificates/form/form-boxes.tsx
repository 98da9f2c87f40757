import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.tsx';
import { at, listAt } from '../read-goods.ts';
import { CheckField, ChoiceField, CountriesField, CountryField, LineField, TextField } from './fields.tsx';
import classes from './form.module.css';
import { useForm } from './form-context.tsx';
import { nextItem } from './form-model.ts';
import { ItemFields } from './item-fields.tsx';

interface BoxProps {
  readonly number: string;
  readonly name: string;
  readonly children: ReactNode;
}

/** One box of the form, under the number that it has on the certificate. */
export function Box({ number, name, children }: BoxProps) {
  return (
    <section className={classes.box} aria-label={`${number} ${name}`}>
      <h2 className={classes.boxName}>
        <span className={classes.boxNumber}>{number}</span> {name}
      </h2>
      <div className={classes.fields}>{children}</div>
    </section>
  );
}

export function ConsignorBox() {
  const { sheet } = useText();
  return (
    <Box number="1" name={sheet.box1}>
      <PartyFields path="consignor" />
    </Box>
  );
}

export function ConsigneeBox() {
  const { sheet } = useText();
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
    </Box>
  );
}

export function PartyFields({ path }: { readonly path: string }) {
  return (
    <>
      <LineField path={`${path}.name`} />
      <LineField path={`${path}.address.line1`} />
      <div className={classes.pair} data-first="narrow">
        <LineField path={`${path}.address.postcode`} />
        <LineField path={`${path}.address.city`} />
      </div>
      <CountryField path={`${path}.address.country`} />
    </>
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

export function TransportBox() {
  const { sheet, application } = useText();
  const modes = Object.entries(sheet.modes).map(([value, label]) => ({ value, label }));
  return (
    <Box number="4" name={sheet.box4}>
      <p className={classes.lead}>{application.transportLead}</p>
      <div className={classes.pair}>
        <ChoiceField path="transport.mode" choices={modes} />
        <LineField path="transport.departureDate" kind="date" />
        <LineField path="transport.meansName" />
        <LineField path="transport.voyage" />
        <LineField path="transport.portOfLoading.name" />
        <LineField path="transport.portOfDischarge.name" />
      </div>
      <LineField path="transport.documentNumber" />
    </Box>
  );
}

const incoterms = ['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF'];
const incotermChoices = incoterms.map((code) => ({ value: code, label: code }));

export function RemarksBox() {
  const { sheet, application } = useText();
  return (
    <Box number="5" name={sheet.box5}>
      <p className={classes.lead}>{application.remarksLead}</p>
      <TextField path="remarks" />
      <div className={classes.pair}>
        <LineField path="references.purchaseOrder" />
        <LineField path="references.contract" />
        <LineField path="references.credit" />
        <LineField path="references.acid" />
        <LineField path="invoiceTotal.amount" kind="decimal" />
        <LineField path="invoiceTotal.currency" />
        <ChoiceField path="incoterm.code" choices={incotermChoices} />
        <LineField path="incoterm.place" />
      </div>
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
    </Box>
  );
}
