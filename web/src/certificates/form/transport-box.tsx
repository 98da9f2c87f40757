import { useText } from '../../text/text.tsx';
import { Box } from './box.tsx';
import { PortFields } from './code-search.tsx';
import { ChoiceField, LineField } from './fields.tsx';
import classes from './form.module.css';
import { More } from './more.tsx';
import { Rows } from './rows.tsx';

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
        <Rows path="transport.containers" most={200} start={{}} add={words.addContainer}>
          {(row, isNameless) => (
            <>
              <LineField path={`${row}.number`} isNameless={isNameless} isCode />
              <LineField path={`${row}.type`} isNameless={isNameless} isCode />
            </>
          )}
        </Rows>
      </More>
    </Box>
  );
}
