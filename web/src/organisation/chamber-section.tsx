import { Button, Checkbox, Group, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ChamberSettings, saveSettings, settingsQuery } from '../api/desk.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './chamber-section.module.css';

/** How a chamber numbers, decides and charges; for its administrators. */
export function ChamberSection() {
  const { chamber: words } = useText();
  const query = useQuery(settingsQuery);
  return (
    <Section title={words.title}>
      <QueryView query={query} lines={5}>
        {(settings) => <SettingsForm key={JSON.stringify(settings)} settings={settings} />}
      </QueryView>
    </Section>
  );
}

const pointers = [
  ...['/numberFormat', '/deadlineDays', '/fee/amount', '/fee/currency'],
  ...['/documentFee/amount', '/documentFee/currency'],
];

function SettingsForm({ settings }: { readonly settings: ChamberSettings }) {
  const text = useText();
  const { chamber: words } = text;
  const [format, setFormat] = useState(settings.numberFormat ?? '');
  const [fourEyes, setFourEyes] = useState(settings.fourEyes);
  const [deadlineDays, setDeadlineDays] = useState(settings.deadlineDays);
  const [amount, setAmount] = useState(settings.fee?.amount ?? '');
  const [currency, setCurrency] = useState(settings.fee?.currency ?? 'EUR');
  const [documentAmount, setDocumentAmount] = useState(settings.documentFee?.amount ?? '');
  const [undertakingRequired, setUndertakingRequired] = useState(settings.undertakingRequired);
  const { act, isActing, problem } = useAct(saveSettings);
  const errorAt = (pointer: string) => fieldProblem(problem, pointer, text);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    act({
      ...(format.trim() !== '' && { numberFormat: format.trim() }),
      fourEyes,
      deadlineDays,
      undertakingRequired,
      ...(amount.trim() !== '' && { fee: { amount: amount.trim(), currency: currency.trim() } }),
      ...(documentAmount.trim() !== '' && {
        documentFee: { amount: documentAmount.trim(), currency: currency.trim() },
      }),
    });
  };
  return (
    <form className={classes.form} onSubmit={save}>
      <TextInput
        label={words.numberFormat}
        description={words.numberFormatLead(settings.exampleNumber)}
        placeholder={'{country}-{code}-{yy}-{seq:7}-{check}'}
        maxLength={60}
        spellCheck={false}
        value={format}
        error={errorAt('/numberFormat')}
        onChange={(event) => setFormat(event.currentTarget.value)}
      />
      <NumberInput
        label={words.deadlineDays}
        description={words.deadlineLead}
        min={1}
        max={60}
        allowDecimal={false}
        value={deadlineDays}
        error={errorAt('/deadlineDays')}
        onChange={(value) => setDeadlineDays(Number(value))}
      />
      <Checkbox
        label={words.fourEyes}
        description={words.fourEyesLead}
        checked={fourEyes}
        onChange={(event) => setFourEyes(event.currentTarget.checked)}
      />
      <Checkbox
        label={text.undertakings.required}
        description={text.undertakings.requiredLead}
        checked={undertakingRequired}
        onChange={(event) => setUndertakingRequired(event.currentTarget.checked)}
      />
      <div className={classes.fee}>
        <TextInput
          label={words.fee}
          inputMode="decimal"
          value={amount}
          error={errorAt('/fee/amount')}
          onChange={(event) => setAmount(event.currentTarget.value)}
        />
        <TextInput
          label={words.documentFee}
          inputMode="decimal"
          value={documentAmount}
          error={errorAt('/documentFee/amount')}
          onChange={(event) => setDocumentAmount(event.currentTarget.value)}
        />
        <TextInput
          label={words.currency}
          maxLength={3}
          value={currency}
          error={errorAt('/fee/currency') ?? errorAt('/documentFee/currency')}
          onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
        />
      </div>
      <p className={classes.lead}>{words.feeLead}</p>
      <ProblemAlert problem={problemBeside(problem, pointers)} />
      <Group>
        <Button type="submit" loading={isActing}>
          {words.save}
        </Button>
      </Group>
    </form>
  );
}
