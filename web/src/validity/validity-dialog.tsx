import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/use-act.ts';
import { saveValidity, type ValidityPeriod } from '../api/validity.ts';
import { useCountries } from '../certificates/form/fields.tsx';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';

const pointers = ['/months', '/since', '/source'];
const today = (): string => new Date().toISOString().slice(0, 10);

interface ValidityDialogProps {
  /** Null: of a country that has none yet. */
  readonly before: ValidityPeriod | null;
  readonly onClose: () => void;
}

export function ValidityDialog({ before, onClose }: ValidityDialogProps) {
  const text = useText();
  const { validity: words } = text;
  const countries = useCountries();
  const [country, setCountry] = useState(before?.country ?? null);
  const [months, setMonths] = useState<number | string>(before?.months ?? '');
  const [since, setSince] = useState(before?.since ?? today());
  const [source, setSource] = useState(before?.source ?? '');
  const { act, isActing, problem } = useAct(saveValidity, onClose);
  const isWhole = country !== null && months !== '' && since !== '' && source.trim() !== '';
  return (
    <FormDialog
      title={before === null ? words.add : words.change}
      submit={words.save}
      isOpen
      onClose={onClose}
      onSubmit={() => isWhole && act({ country, months: Number(months), since, source: source.trim() })}
      canSubmit={isWhole}
      isActing={isActing}
      problem={problemBeside(problem, pointers)}
    >
      <Select
        label={words.country}
        data={countries}
        value={country}
        disabled={before !== null}
        searchable
        onChange={setCountry}
      />
      <NumberInput
        label={words.months}
        min={1}
        max={120}
        allowDecimal={false}
        value={months}
        error={fieldProblem(problem, '/months', text)}
        onChange={setMonths}
      />
      <TextInput
        type="date"
        label={words.since}
        description={words.sinceLead}
        value={since}
        error={fieldProblem(problem, '/since', text)}
        onChange={(event) => setSince(event.currentTarget.value)}
      />
      <Textarea
        label={words.source}
        description={words.sourceLead}
        maxLength={300}
        autosize
        minRows={2}
        value={source}
        error={fieldProblem(problem, '/source', text)}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
