import { ChamberChoice } from '../certificates/form/application-form.tsx';
import { Box } from '../certificates/form/box.tsx';
import { FormBoxes } from '../certificates/form/form-boxes.tsx';
import { LanguageField } from '../certificates/form/pick-field.tsx';
import { useText } from '../text/text.tsx';

interface TemplateFieldsProps {
  readonly chamberId: string;
  readonly onChamber: (id: string) => void;
}

/** All boxes of an application: none of them need be filled in. */
export function TemplateFields({ chamberId, onChamber }: TemplateFieldsProps) {
  const { application: words } = useText();
  return (
    <>
      <Box number="8" name={words.chamber}>
        <ChamberChoice value={chamberId} onChange={onChamber} />
        <LanguageField path="language" lead={words.languageLead} />
      </Box>
      <FormBoxes />
    </>
  );
}
