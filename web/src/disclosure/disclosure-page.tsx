import { Anchor, Button, Group, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { kindOf } from '../../../core/certificate-kind.ts';
import { toldAnyway } from '../../../core/disclosure.ts';
import { type Certificate, certificateQuery } from '../api/certificates.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { saveFile } from '../ui/save-file.ts';
import { CertificateData } from '../verification/certificate-data.tsx';
import { type Choice, ChoiceContext, useChoice, withCode } from './choice.ts';
import classes from './disclosure.module.css';
import { DisclosureSheet } from './disclosure-sheet.tsx';
import { DocumentDisclosureSheet } from './document-disclosure-sheet.tsx';
import { fieldName } from './field-names.ts';
import { copyText, readCopy, type Whole, wholeQuery } from './proof.ts';

/** Choosing which fields of a certificate a reader sees, and the copy that shows these and no others. */
export function DisclosurePage() {
  const { id = '' } = useParams();
  const text = useText();
  const query = useQuery(certificateQuery(id));
  return (
    <QueryView query={query} lines={12} isPage>
      {(certificate) => (
        <Page
          title={text.disclosure.title}
          lead={text.disclosure.lead}
          parent={{ to: `/certificates/${id}`, name: certificate.number ?? text.certificates.one }}
        >
          {certificate.recordId === null ? (
            <Notice tone="wait">{text.certificates.notIssued}</Notice>
          ) : (
            <Proven certificate={certificate} recordId={certificate.recordId} />
          )}
        </Page>
      )}
    </QueryView>
  );
}

interface ProvenProps {
  readonly certificate: Certificate;
  readonly recordId: string;
}

function Proven({ certificate, recordId }: ProvenProps) {
  const query = useQuery(wholeQuery(recordId, certificate.sealing?.state));
  return (
    <QueryView query={query} lines={12}>
      {(whole) => <Chooser key={recordId} whole={whole} number={certificate.number ?? ''} />}
    </QueryView>
  );
}

function Chooser({ whole, number }: { readonly whole: Whole; readonly number: string }) {
  const { disclosure: words } = useText();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [view, setView] = useState('choose');
  const { subject, disclosed } = whole.read;
  const Sheet = kindOf(subject) === 'document' ? DocumentDisclosureSheet : DisclosureSheet;
  const hideable = new Set(disclosed);
  const hidden = withCode(chosen, hideable);
  const setHidden: Choice['setHidden'] = (paths, isHidden) => {
    const others = [...chosen].filter((path) => !paths.includes(path));
    setChosen(new Set(isHidden ? [...others, ...paths] : others));
  };
  const applicant = { proof: whole.applicant };
  return (
    <ChoiceContext value={{ hideable, hidden, setHidden }}>
      <div className={classes.page}>
        <div className={classes.tools}>
          <SegmentedControl
            aria-label={words.view}
            value={view}
            onChange={setView}
            data={[
              { value: 'choose', label: words.choose },
              { value: 'preview', label: words.preview },
            ]}
          />
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              disabled={chosen.size === 0}
              onClick={() => setChosen(new Set())}
            >
              {words.showAll}
            </Button>
            <Button size="xs" variant="default" onClick={() => setHidden(disclosed, true)}>
              {words.hideAll}
            </Button>
          </Group>
        </div>
        <div aria-live="polite">
          <ToldAnyway told={toldAnyway(subject, hidden, applicant)} />
        </div>
        {view === 'choose' ? (
          <Sheet read={whole.read} />
        ) : (
          <CertificateData certificate={readCopy(whole, hidden)} />
        )}
        <Bar whole={whole} number={number} />
      </div>
    </ChoiceContext>
  );
}

/** Of a list that is meant to be read. */
const mostTold = 6;

function ToldAnyway({ told }: { readonly told: ReturnType<typeof toldAnyway> }) {
  const text = useText();
  const format = useFormat();
  const words = text.disclosure;
  const { hideable, setHidden } = useChoice();
  if (told.length === 0) return null;
  const others = [...new Set(told.flatMap(({ by }) => by))].filter((path) => hideable.has(path));
  return (
    <Notice tone="wait">
      <div className={classes.told}>
        <p>{words.toldTitle}</p>
        <ul>
          {told.slice(0, mostTold).map(({ path, by }) => (
            <li key={path}>
              {words.told(fieldName(path, text), format.list(by.map((other) => fieldName(other, text))))}
            </li>
          ))}
          {told.length > mostTold && <li>{words.toldMore(told.length - mostTold)}</li>}
        </ul>
      </div>
      {others.length > 0 && (
        <Button mt="sm" size="xs" variant="default" onClick={() => setHidden(others, true)}>
          {words.hideToo}
        </Button>
      )}
    </Notice>
  );
}

/** What was chosen, in a line, and the file. */
function Bar({ whole, number }: { readonly whole: Whole; readonly number: string }) {
  const { disclosure: words } = useText();
  const { hidden } = useChoice();
  const save = () =>
    saveFile(`${number.replace(/[^\w.-]+/g, '-')}-copy.json`, copyText(whole, hidden), 'application/json');
  return (
    <div className={classes.bar}>
      <div>
        <p role="status">{words.count(hidden.size)}</p>
        <p className={classes.name}>
          {whole.isSealed ? (
            <>
              {words.downloadLead}{' '}
              <Anchor component={Link} to="/verify" underline="always" inherit>
                {window.location.host}/verify
              </Anchor>
            </>
          ) : (
            words.notSealed
          )}
        </p>
      </div>
      <Button disabled={!whole.isSealed || hidden.size === 0} onClick={save}>
        {words.download}
      </Button>
    </div>
  );
}
