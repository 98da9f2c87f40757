import { memo } from 'react';
import { certifiedThings } from '../../../core/certified-document.ts';
import { Box } from '../certificates/form/box.tsx';
import {
  CheckField,
  ChoiceField,
  CountriesField,
  CountryField,
  LineField,
  TextField,
} from '../certificates/form/fields.tsx';
import classes from '../certificates/form/form.module.css';
import { useForm, useSaid, useValue } from '../certificates/form/form-context.tsx';
import { PartyFields } from '../certificates/form/party-fields.tsx';
import { listAt } from '../certificates/read-goods.ts';
import { useText } from '../text/text.tsx';
import { DocumentFile } from './document-file.tsx';
import { TitleField } from './title-field.tsx';

/** The form of what a chamber is to certify of a document. */
export const DocumentBoxes = memo(({ certificateId }: { readonly certificateId: string }) => (
  <>
    <PartiesBoxes />
    <AskedBox />
    <DocumentBox certificateId={certificateId} />
    <RemarksBox />
  </>
));

function PartiesBoxes() {
  const { sheet } = useText();
  const { set } = useForm();
  const isToOrder = useValue('consignee.toOrder') === true;
  return (
    <>
      <Box number="1" name={sheet.box1}>
        <PartyFields path="consignor" />
      </Box>
      <Box number="2" name={sheet.box2}>
        <CheckField
          path="consignee.toOrder"
          onChange={(isChecked) => set('consignee', isChecked ? { toOrder: true } : undefined)}
        />
        {!isToOrder && <PartyFields path="consignee" />}
        <CountryField path="destinationCountry" />
      </Box>
    </>
  );
}

function AskedBox() {
  const { certified: words } = useText();
  const thing = useValue('certifies');
  const hasOrigins = useSaid((form) => listAt(form, 'origins').length > 0);
  const choices = certifiedThings.map((value) => ({ value, label: words.things[value] }));
  return (
    <Box number="3" name={words.box3}>
      <ChoiceField path="certifies" choices={choices} lead={words.thingLead} />
      <LineField path="signatory" lead={words.signatoryLead} />
      {(thing === 'origin' || hasOrigins) && <CountriesField path="origins" lead={words.originsLead} />}
    </Box>
  );
}

function DocumentBox({ certificateId }: { readonly certificateId: string }) {
  const { certified: words } = useText();
  return (
    <Box number="4" name={words.box4}>
      <DocumentFile certificateId={certificateId} />
      <TitleField />
      <div className={classes.pair}>
        <LineField path="document.number" />
        <LineField path="document.date" kind="date" />
      </div>
    </Box>
  );
}

function RemarksBox() {
  const { sheet, certified: words } = useText();
  return (
    <Box number="5" name={sheet.box5}>
      <TextField path="remarks" lead={words.remarksLead} />
    </Box>
  );
}
