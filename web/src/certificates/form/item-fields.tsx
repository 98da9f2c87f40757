import { Button } from '@mantine/core';
import { useFormat, useText } from '../../text/text.tsx';
import { at, listAt } from '../read-goods.ts';
import { CheckField, ChoiceField, LineField, TextField } from './fields.tsx';
import classes from './form.module.css';
import { fieldId, useField, useForm } from './form-context.tsx';

interface ItemFieldsProps {
  readonly index: number;
  readonly hasSeveralOrigins: boolean;
  readonly onRemove: () => void;
}

/** Boxes 6 and 7 of one item. */
export function ItemFields({ index, hasSeveralOrigins, onRemove }: ItemFieldsProps) {
  const { application: words } = useText();
  const format = useFormat();
  const { form, set } = useForm();
  const path = `items.${index}`;
  const isInBulk = at(form, `${path}.inBulk`) === true;
  const origins = listAt(form, 'origins').filter((code) => typeof code === 'string');
  return (
    <fieldset className={classes.item}>
      <legend className={classes.itemName}>{words.item(index + 1)}</legend>
      <Button
        className={classes.remove ?? ''}
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={words.removeItem(index + 1)}
        onClick={onRemove}
      >
        {words.remove}
      </Button>
      <TextField path={`${path}.description`} />
      <div className={classes.pair}>
        <LineField path={`${path}.marks`} lead={words.marksLead} />
        <LineField path={`${path}.hsCode`} kind="whole" lead={words.hsLead} />
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
        <Measure path={`${path}.grossWeight`} />
        <Measure path={`${path}.netWeight`} />
        <Measure path={`${path}.quantity`} />
      </div>
      {hasSeveralOrigins && (
        <ChoiceField
          path={`${path}.origin`}
          choices={origins.map((code) => ({ value: code, label: format.country(code) }))}
        />
      )}
      <div className={classes.pair}>
        <LineField path={`${path}.invoice.number`} />
        <LineField path={`${path}.invoice.date`} kind="date" />
      </div>
    </fieldset>
  );
}

function Packages({ path }: { readonly path: string }) {
  const { sheet, application: words } = useText();
  const { form, set } = useForm();
  const { error } = useField(path);
  const rows = Math.max(1, listAt(form, path).length);
  const kinds = Object.entries(sheet.packageKinds).map(([value, label]) => ({ value, label }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in every browser
    <div role="group" aria-label={words.packages} id={fieldId(path)} tabIndex={-1}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are their places
        <div className={classes.measure} key={row} data-of="packages" data-follows={row > 0}>
          <LineField path={`${path}.${row}.count`} kind="whole" isNameless={row > 0} />
          <ChoiceField path={`${path}.${row}.type`} choices={kinds} isNameless={row > 0} isDefinite />
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

/** A number with its unit. What is said of both together stands below them. */
function Measure({ path }: { readonly path: string }) {
  const { sheet } = useText();
  const { label, error } = useField(path);
  // C62 and H87 are both "pieces": one of them is enough to choose from.
  const units = Object.entries(sheet.units)
    .filter(([value]) => value !== 'C62')
    .map(([value, name]) => ({ value, label: name }));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row in every browser
    <div role="group" aria-label={label} id={fieldId(path)} tabIndex={-1}>
      <div className={classes.measure}>
        <LineField path={`${path}.value`} kind="decimal" />
        <ChoiceField path={`${path}.unit`} choices={units} isDefinite />
      </div>
      {error !== undefined && <p className={classes.error}>{error}</p>}
    </div>
  );
}
