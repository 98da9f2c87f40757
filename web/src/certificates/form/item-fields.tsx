import { Button } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { KeptProduct } from '../../books/kept-product.tsx';
import { useFormat, useText } from '../../text/text.tsx';
import { listAt } from '../read-goods.ts';
import { HsField } from './code-search.tsx';
import { CheckField, ChoiceField, LineField, TextField } from './fields.tsx';
import classes from './form.module.css';
import { fieldId, useField, useForm, useSaid, useValue } from './form-context.tsx';
import type { FieldPath } from './form-model.ts';
import { More } from './more.tsx';
import { OtherParty } from './party-fields.tsx';
import { ShortListField } from './pick-field.tsx';
import { useUsualUnits, useWeightUnits } from './use-units.ts';

/** Boxes 6 and 7 of one item. Memoised: the others stay as they are when an item comes or goes. */
export const ItemFields = memo(({ index }: { readonly index: number }) => {
  const { application: words } = useText();
  const format = useFormat();
  const { read, set } = useForm();
  const path = `items.${index}`;
  const usual = useUsualUnits();
  const weights = useWeightUnits();
  const isInBulk = useValue(`${path}.inBulk`) === true;
  const criteria = Object.entries(words.criteria).map(([value, label]) => ({ value, label }));
  const origins = useSaid((form) => listAt(form, 'origins')).filter((code) => typeof code === 'string');
  return (
    <fieldset className={classes.item}>
      <legend className={classes.itemName}>{words.item(index + 1)}</legend>
      <Button
        className={classes.remove ?? ''}
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={words.removeItem(index + 1)}
        onClick={() =>
          set(
            'items',
            listAt(read(), 'items').filter((_, other) => other !== index),
          )
        }
      >
        {words.remove}
      </Button>
      <KeptProduct path={path} />
      <TextField path={`${path}.description`} />
      <div className={classes.pair}>
        <LineField path={`${path}.marks`} lead={words.marksLead} />
        <HsField path={path} lead={words.hsLead} />
      </div>
      {!isInBulk && <Packages path={`${path}.packages`} />}
      <CheckField
        path={`${path}.inBulk`}
        onChange={(isChecked) => {
          set(`${path}.inBulk`, isChecked ? true : undefined);
          if (isChecked) set(`${path}.packages`, undefined);
        }}
      />
      <div className={classes.measures}>
        <Measure path={`${path}.grossWeight`}>
          <ChoiceField path={`${path}.grossWeight.unit`} choices={weights} isDefinite />
        </Measure>
        <Measure path={`${path}.netWeight`}>
          <ChoiceField path={`${path}.netWeight.unit`} choices={weights} isDefinite />
        </Measure>
        <Measure path={`${path}.quantity`} isWide>
          <ShortListField path={`${path}.quantity.unit`} choices={usual} list="units" />
        </Measure>
      </div>
      {origins.length > 1 && (
        <ChoiceField
          path={`${path}.origin`}
          choices={origins.map((code) => ({ value: code, label: format.country(code) }))}
        />
      )}
      <div className={classes.pair}>
        <ChoiceField path={`${path}.originCriterion`} choices={criteria} />
        <LineField path={`${path}.originRule`} />
        <LineField path={`${path}.invoice.number`} />
        <LineField path={`${path}.invoice.date`} kind="date" />
      </div>
      <More
        lead={words.moreItem}
        paths={['productId', 'hsEdition', 'manufacturer'].map((name) => `${path}.${name}`)}
      >
        <div className={classes.pair}>
          <LineField path={`${path}.productId`} />
          <ChoiceField path={`${path}.hsEdition`} choices={editions} />
        </div>
        <OtherParty path={`${path}.manufacturer`} question={words.withManufacturer} />
      </More>
    </fieldset>
  );
});

/** Of the Harmonized System, the latest first. */
export const editions = ['2028', '2022', '2017', '2012'].map((value) => ({ value, label: value }));

function Packages({ path }: { readonly path: string }) {
  const { sheet, application: words } = useText();
  const { set } = useForm();
  const { error } = useField(path);
  const rows = useSaid((form) => Math.max(1, listAt(form, path).length));
  const kinds = Object.entries(sheet.packageKinds).map(([value, label]) => ({ value, label }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in every browser
    <div role="group" aria-label={words.packages} id={fieldId(path)} tabIndex={-1}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are their places
        <div className={classes.measure} key={row} data-of="packages" data-follows={row > 0}>
          <LineField path={`${path}.${row}.count`} kind="whole" isNameless={row > 0} />
          <ShortListField path={`${path}.${row}.type`} choices={kinds} list="kinds" isNameless={row > 0} />
        </div>
      ))}
      {error !== undefined && <p className={classes.error}>{error}</p>}
      <Button
        variant="subtle"
        size="compact-sm"
        mt={6}
        disabled={rows >= 50}
        onClick={() => set(`${path}.${rows}`, { type: 'CT' })}
      >
        {words.addPackages}
      </Button>
    </div>
  );
}

interface MeasureProps {
  readonly path: FieldPath;
  /** Its unit. */
  readonly children: ReactNode;
  /** Of any unit, whose name may be long. */
  readonly isWide?: boolean;
}

/** A number with its unit. What is said of both together stands below them. */
function Measure({ path, children, isWide = false }: MeasureProps) {
  const { label, error } = useField(path);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in every browser
    <div role="group" aria-label={label} id={fieldId(path)} tabIndex={-1}>
      <div className={classes.measure} data-of={isWide ? 'quantity' : undefined}>
        <LineField path={`${path}.value`} kind="decimal" />
        {children}
      </div>
      {error !== undefined && <p className={classes.error}>{error}</p>}
    </div>
  );
}
