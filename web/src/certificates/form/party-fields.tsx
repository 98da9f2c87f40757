import { Checkbox } from '@mantine/core';
import { KeptParty } from '../../books/kept-party.tsx';
import { useText } from '../../text/text.tsx';
import { labelOf } from '../field-place.ts';
import { ChoiceField, CountryField, LineField } from './fields.tsx';
import classes from './form.module.css';
import { useForm, useValue } from './form-context.tsx';
import type { FieldPath } from './form-model.ts';
import { More } from './more.tsx';

interface PartyFieldsProps {
  readonly path: FieldPath;
  /** It can be taken from the address book, and kept there. */
  readonly isKeepable?: boolean;
}

/** Name and address; what few need is behind "More". */
export function PartyFields({ path, isKeepable = true }: PartyFieldsProps) {
  const { application: words } = useText();
  const schemes = Object.entries(words.schemes).map(([value, label]) => ({ value, label }));
  return (
    <>
      {isKeepable && <KeptParty path={path} />}
      <LineField path={`${path}.name`} />
      <LineField path={`${path}.address.line1`} />
      <div className={classes.pair} data-first="narrow">
        <LineField path={`${path}.address.postcode`} />
        <LineField path={`${path}.address.city`} />
      </div>
      <CountryField path={`${path}.address.country`} />
      <More
        lead={words.moreParty}
        paths={[`${path}.address.line2`, `${path}.address.subdivision`, `${path}.id`]}
      >
        <LineField path={`${path}.address.line2`} />
        <LineField path={`${path}.address.subdivision`} />
        <div className={classes.pair} data-first="narrow">
          <ChoiceField path={`${path}.id.scheme`} choices={schemes} />
          <LineField path={`${path}.id.value`} />
        </div>
      </More>
    </>
  );
}

interface OtherPartyProps {
  readonly path: FieldPath;
  /** When there is one. */
  readonly question: string;
}

/** A party that most certificates do not have. */
export function OtherParty({ path, question }: OtherPartyProps) {
  const text = useText();
  const { set } = useForm();
  const isThere = useValue(path) !== undefined;
  return (
    <>
      <Checkbox
        label={question}
        checked={isThere}
        onChange={({ currentTarget: { checked } }) => set(path, checked ? {} : undefined)}
      />
      {isThere && (
        <fieldset className={classes.inner}>
          <legend>{labelOf(path, text)}</legend>
          <PartyFields path={path} />
        </fieldset>
      )}
    </>
  );
}
