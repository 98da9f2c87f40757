import { HsField } from '../certificates/form/code-search.tsx';
import { ChoiceField, LineField, OriginField, TextField } from '../certificates/form/fields.tsx';
import classes from '../certificates/form/form.module.css';
import type { FieldPath } from '../certificates/form/form-model.ts';
import { editions } from '../certificates/form/item-fields.tsx';
import { OtherParty } from '../certificates/form/party-fields.tsx';
import { useText } from '../text/text.tsx';

/** What is the same of an item each time that the product is sent. */
export function ProductFields({ path }: { readonly path: FieldPath }) {
  const { application: words } = useText();
  const criteria = Object.entries(words.criteria).map(([value, label]) => ({ value, label }));
  return (
    <>
      <TextField path={`${path}.description`} />
      <div className={classes.pair}>
        <HsField path={path} />
        <ChoiceField path={`${path}.hsEdition`} choices={editions} />
        <ChoiceField path={`${path}.originCriterion`} choices={criteria} />
        <LineField path={`${path}.originRule`} />
        <OriginField path={`${path}.origin`} />
        <LineField path={`${path}.productId`} />
      </div>
      <OtherParty path={`${path}.manufacturer`} question={words.withManufacturer} />
    </>
  );
}
