import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { legalisationsQuery, type NewLegalisation, recordLegalisation } from '../api/after-issuing.ts';
import { type Certificate, isInForce } from '../api/certificates.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Section } from '../ui/page.tsx';
import { useCountries } from './form/fields.tsx';
import classes from './panels.module.css';

/** Which consulates and ministries endorsed it; its chamber adds to them. Nothing where there is nothing to say. */
export function LegalisationsPanel({ certificate }: { readonly certificate: Certificate }) {
  const { afterIssuing: words } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const isIssuer = useMay('certificate:issue') && certificate.chamber.id === organisation.id;
  const mayAdd = isIssuer && isInForce(certificate.state);
  const { data } = useQuery(legalisationsQuery(certificate.id));
  const [isAdding, setAdding] = useState(false);
  if (data === undefined || (data.items.length === 0 && !mayAdd)) return null;
  return (
    <Section
      title={words.legalisations}
      actions={
        mayAdd && (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {words.addLegalisation}
          </Button>
        )
      }
    >
      {data.items.length === 0 ? (
        <p className={classes.lead}>{words.noLegalisation}</p>
      ) : (
        <ul className={classes.files}>
          {data.items.map(({ id, authority, country, date, reference }) => (
            <li key={id}>
              <span>{authority}</span>
              <span className={classes.quiet}>
                {format.inLine([format.country(country), format.date(date), reference])}
              </span>
            </li>
          ))}
        </ul>
      )}
      {isAdding && <LegalisationDialog id={certificate.id} onClose={() => setAdding(false)} />}
    </Section>
  );
}

const kinds = ['consulate', 'ministry', 'other'] as const;
const isKind = (value: string): value is NewLegalisation['kind'] => kinds.some((kind) => kind === value);

function LegalisationDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const text = useText();
  const words = text.afterIssuing;
  const [said, setSaid] = useState<NewLegalisation>({
    ...{ kind: 'consulate', authority: '', country: '', reference: '' },
    date: new Date().toLocaleDateString('sv'),
  });
  const { act, isActing, problem } = useAct(recordLegalisation, onClose);
  const countries = useCountries();
  const change = (part: Partial<NewLegalisation>) => setSaid({ ...said, ...part });
  const errorAt = (name: string) => fieldProblem(problem, `/${name}`, text);
  const send = (): void => {
    const { reference = '', ...rest } = said;
    act({ id, ...rest, ...(reference.trim() !== '' && { reference: reference.trim() }) });
  };
  return (
    <FormDialog
      title={words.addTitle}
      submit={words.record}
      isOpen
      onClose={onClose}
      onSubmit={send}
      isActing={isActing}
      canSubmit={said.authority.trim() !== '' && said.country !== '' && said.date !== ''}
      problem={problemBeside(problem, ['/authority', '/country', '/date', '/reference'])}
    >
      <NativeSelect
        label={words.kind}
        value={said.kind}
        data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        onChange={({ currentTarget: { value } }) => isKind(value) && change({ kind: value })}
      />
      <TextInput
        data-autofocus
        label={words.authority}
        description={words.authorityLead}
        maxLength={70}
        value={said.authority}
        error={errorAt('authority')}
        onChange={(event) => change({ authority: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.country}
        value={said.country}
        error={errorAt('country')}
        data={[{ value: '', label: text.application.choose }, ...countries]}
        onChange={(event) => change({ country: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={words.date}
        value={said.date}
        error={errorAt('date')}
        onChange={(event) => change({ date: event.currentTarget.value })}
      />
      <TextInput
        label={words.reference}
        maxLength={35}
        value={said.reference ?? ''}
        error={errorAt('reference')}
        onChange={(event) => change({ reference: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
