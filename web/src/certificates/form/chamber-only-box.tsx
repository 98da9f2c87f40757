import { useText } from '../../text/text.tsx';
import { Box } from './box.tsx';
import { ChoiceField, LineField } from './fields.tsx';
import classes from './form.module.css';
import { More } from './more.tsx';
import { OtherParty } from './party-fields.tsx';
import { Rows } from './rows.tsx';

const documents = 'supportingDocuments';

/** Box 9 of the application and its verso: what the chamber reads and the certificate does not show. */
export function ChamberOnlyBox() {
  const { application: words } = useText();
  const types = Object.entries(words.documentTypes).map(([value, label]) => ({ value, label }));
  return (
    <Box number="9" name={words.chamberOnly}>
      <p className={classes.lead}>{words.chamberOnlyLead}</p>
      <OtherParty path="applicant" question={words.withApplicant} />
      <More lead={words.documentsWithoutFile} paths={[documents]}>
        <Rows path={documents} most={50} start={{ type: '380' }} add={words.addDocument} of="documents">
          {(row, isNameless) => (
            <>
              <ChoiceField path={`${row}.type`} choices={types} isNameless={isNameless} isDefinite />
              <LineField path={`${row}.number`} isNameless={isNameless} />
              <LineField path={`${row}.date`} kind="date" isNameless={isNameless} />
            </>
          )}
        </Rows>
      </More>
    </Box>
  );
}
