import { Button } from '@mantine/core';
import { useText } from '../../text/text.tsx';
import { at, listAt } from '../read-goods.ts';
import { Box } from './box.tsx';
import { ChoiceField, LineField } from './fields.tsx';
import classes from './form.module.css';
import { useForm } from './form-context.tsx';
import { More } from './more.tsx';
import { OtherParty } from './party-fields.tsx';
import { RowRemoval } from './transport-box.tsx';

const documents = 'supportingDocuments';

/** Box 9 of the application and its verso: what the chamber reads and the certificate does not show. */
export function ChamberOnlyBox() {
  const { application: words } = useText();
  return (
    <Box number="9" name={words.chamberOnly}>
      <p className={classes.lead}>{words.chamberOnlyLead}</p>
      <OtherParty path="applicant" question={words.withApplicant} />
      <More lead={words.documentsWithoutFile} paths={[documents]}>
        <Documents />
      </More>
    </Box>
  );
}

function Documents() {
  const { application: words } = useText();
  const { form, set } = useForm();
  const all = listAt(form, documents);
  const types = Object.entries(words.documentTypes).map(([value, label]) => ({ value, label }));
  return (
    <fieldset className={classes.inner} id="field-supportingDocuments" tabIndex={-1}>
      <legend>{words.fields.supportingDocuments}</legend>
      {all.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document is its place in the list
        <div className={classes.row} key={index} data-of="documents">
          <ChoiceField
            path={`${documents}.${index}.type`}
            choices={types}
            isNameless={index > 0}
            isDefinite
          />
          <LineField path={`${documents}.${index}.number`} isNameless={index > 0} />
          <LineField path={`${documents}.${index}.date`} kind="date" isNameless={index > 0} />
          <RowRemoval
            isFirst={index === 0}
            name={words.removeRow(String(at(form, `${documents}.${index}.number`) ?? index + 1))}
            onClick={() =>
              set(
                documents,
                all.filter((__, other) => other !== index),
              )
            }
          />
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ justifySelf: 'start' }}
        disabled={all.length >= 50}
        onClick={() => set(`${documents}.${all.length}`, { type: '380' })}
      >
        {words.addDocument}
      </Button>
    </fieldset>
  );
}
