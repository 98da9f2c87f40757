import { Button, Checkbox, NumberInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type RetentionSettings, retentionSettingsQuery, saveRetention } from '../api/retention.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './archive.module.css';
import { typeName } from './kept-words.ts';

/** How an organisation keeps and erases; for its administrators. */
export function RetentionSettingsSection() {
  const { archive: words } = useText();
  const query = useQuery(retentionSettingsQuery);
  return (
    <Section title={words.settings}>
      <QueryView query={query} lines={5}>
        {({ settings }) => <SettingsForm key={JSON.stringify(settings)} settings={settings} />}
      </QueryView>
    </Section>
  );
}

const types = ['*', 'certificate', '271', '380', '705', '740', '851', '852', '861', '862', '954', 'other'];

function SettingsForm({ settings }: { readonly settings: RetentionSettings }) {
  const text = useText();
  const { archive: words } = text;
  const [fourEyes, setFourEyes] = useState(settings.fourEyes);
  const [automatic, setAutomatic] = useState(settings.automatic);
  const [waitingDays, setWaitingDays] = useState(settings.waitingDays);
  const [terms, setTerms] = useState(settings.terms);
  const { act, isActing, problem } = useAct(saveRetention);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    act({ fourEyes, automatic, waitingDays, terms });
  };
  const free = types.filter((type) => !terms.some((term) => term.type === type));
  const change = (at: number, term: (typeof terms)[number]) =>
    setTerms(terms.map((one, index) => (index === at ? term : one)));
  return (
    <form className={classes.form} onSubmit={save}>
      <p className={classes.quiet} style={{ margin: 0 }}>
        {words.settingsLead}
      </p>
      <Checkbox
        label={words.fourEyes}
        checked={fourEyes}
        onChange={(event) => setFourEyes(event.currentTarget.checked)}
      />
      <Checkbox
        label={words.automatic}
        description={words.automaticLead}
        checked={automatic}
        onChange={(event) => setAutomatic(event.currentTarget.checked)}
      />
      <NumberInput
        label={words.waitingDays}
        min={7}
        max={365}
        allowDecimal={false}
        value={waitingDays}
        onChange={(value) => setWaitingDays(Number(value))}
      />
      <div className={classes.panel}>
        <strong>{words.ownTerms}</strong>
        <p className={classes.quiet}>{words.ownTermsLead}</p>
        {terms.map(({ type, years }, index) => (
          <div key={type} className={classes.term}>
            <Select
              label={words.type}
              data={[type, ...free].map((value) => ({ value, label: typeName(value, text) }))}
              value={type}
              allowDeselect={false}
              onChange={(value) => value !== null && change(index, { type: value, years })}
            />
            <NumberInput
              label={words.yearsLabel}
              min={1}
              max={30}
              allowDecimal={false}
              value={years}
              onChange={(value) => change(index, { type, years: Number(value) })}
            />
            <Button
              variant="subtle"
              aria-label={words.removeTerm(typeName(type, text))}
              onClick={() => setTerms(terms.filter((_, at) => at !== index))}
            >
              <CloseIcon size={16} />
            </Button>
          </div>
        ))}
        {free[0] !== undefined && (
          <div className={classes.acts}>
            <Button
              size="xs"
              variant="default"
              onClick={() => setTerms([...terms, { type: free[0] ?? '*', years: 10 }])}
            >
              {words.addTerm}
            </Button>
          </div>
        )}
      </div>
      <ProblemAlert problem={problem} />
      <div className={classes.acts}>
        <Button type="submit" loading={isActing}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
