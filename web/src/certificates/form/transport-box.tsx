import { Button } from '@mantine/core';
import { useText } from '../../text/text.tsx';
import { at, listAt } from '../read-goods.ts';
import { Box } from './box.tsx';
import { ChoiceField, LineField } from './fields.tsx';
import classes from './form.module.css';
import { useForm } from './form-context.tsx';
import { More } from './more.tsx';
import { PortFields } from './pick-field.tsx';

const rare = ['meansId', 'documentNumber', 'containers', 'portOfLoading.code', 'portOfDischarge.code'];

export function TransportBox() {
  const { sheet, application: words } = useText();
  const modes = Object.entries(sheet.modes).map(([value, label]) => ({ value, label }));
  return (
    <Box number="4" name={sheet.box4}>
      <p className={classes.lead}>{words.transportLead}</p>
      <div className={classes.pair}>
        <ChoiceField path="transport.mode" choices={modes} />
        <LineField path="transport.departureDate" kind="date" />
        <LineField path="transport.meansName" />
        <LineField path="transport.voyage" />
        <PortFields path="transport.portOfLoading" />
        <PortFields path="transport.portOfDischarge" />
      </div>
      <More lead={words.moreTransport} paths={rare.map((name) => `transport.${name}`)}>
        <div className={classes.pair}>
          <LineField isCode path="transport.portOfLoading.code" lead={words.loading} />
          <LineField isCode path="transport.portOfDischarge.code" lead={words.discharge} />
          <LineField path="transport.meansId" />
          <LineField path="transport.documentNumber" />
        </div>
        <Containers />
      </More>
    </Box>
  );
}

const containers = 'transport.containers';

function Containers() {
  const { application: words } = useText();
  const { form, set } = useForm();
  const all = listAt(form, containers);
  return (
    <fieldset className={classes.inner} id="field-transport-containers" tabIndex={-1}>
      <legend>{words.fields['transport.containers']}</legend>
      {all.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a container is its place in the list
        <div className={classes.row} key={index}>
          <LineField path={`${containers}.${index}.number`} isNameless={index > 0} isCode />
          <LineField path={`${containers}.${index}.type`} isNameless={index > 0} isCode />
          <RowRemoval
            isFirst={index === 0}
            name={words.removeRow(String(at(form, `${containers}.${index}.number`) ?? index + 1))}
            onClick={() =>
              set(
                containers,
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
        disabled={all.length >= 200}
        onClick={() => set(`${containers}.${all.length}`, {})}
      >
        {words.addContainer}
      </Button>
    </fieldset>
  );
}

interface RowRemovalProps {
  readonly isFirst: boolean;
  readonly name: string;
  readonly onClick: () => void;
}

/** At the end of a row of fields; beside the first of them, which have names above. */
export function RowRemoval({ isFirst, name, onClick }: RowRemovalProps) {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      mt={isFirst ? 28 : 4}
      aria-label={name}
      onClick={onClick}
    >
      ×
    </Button>
  );
}
