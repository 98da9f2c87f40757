import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { endAccreditation } from '../api/organisations.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';

type When = 'now' | 'later' | 'past';
const isWhen = (value: string): value is When => ['now', 'later', 'past'].includes(value);

interface EndAccreditationDialogProps {
  readonly id: string;
  readonly legalName: string;
  readonly onClose: () => void;
}

/** Ends a chamber's accreditation, once what that means was read and the chamber's name was typed. */
export function EndAccreditationDialog({ id, legalName, onClose }: EndAccreditationDialogProps) {
  const text = useText();
  const words = text.organisations;
  const [when, setWhen] = useState<When>('now');
  const [local, setLocal] = useState('');
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const ending = useAct(endAccreditation, onClose);
  const timeProblem = when === 'now' ? null : problemOfTime(local, when, words);
  const nameProblem = typed.trim() === legalName ? null : words.endConfirmWrong;
  const send = (): void => {
    setTried(true);
    if (timeProblem !== null || nameProblem !== null) return;
    ending.act({ id, at: when === 'now' ? null : new Date(local).toISOString() });
  };
  return (
    <FormDialog
      title={words.endTitle}
      submit={words.end}
      isOpen
      onClose={onClose}
      onSubmit={send}
      isActing={ending.isActing}
      problem={problemBeside(ending.problem, ['/at'])}
    >
      <Notice tone="wait">{words.endLead(legalName)}</Notice>
      <Radio.Group label={words.endWhen} value={when} onChange={(value) => isWhen(value) && setWhen(value)}>
        <Stack gap="sm" mt="xs">
          <Radio value="now" label={words.endNow} description={words.endNowLead} />
          <Radio value="later" label={words.endLater} description={words.endLaterLead} />
          <Radio value="past" label={words.endPast} description={words.endPastLead} />
        </Stack>
      </Radio.Group>
      {when !== 'now' && (
        <TextInput
          type="datetime-local"
          label={words.endAt}
          value={local}
          error={fieldProblem(ending.problem, '/at', text) ?? (isTried ? timeProblem : null)}
          onChange={(event) => setLocal(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={words.endConfirm(legalName)}
        autoComplete="off"
        value={typed}
        error={isTried ? nameProblem : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function problemOfTime(
  local: string,
  when: 'later' | 'past',
  words: ReturnType<typeof useText>['organisations'],
): string | null {
  const time = Date.parse(local);
  if (Number.isNaN(time)) return words.endAtMissing;
  if (when === 'past') return time > Date.now() ? words.endAtEarlier : null;
  return time <= Date.now() ? words.endAtLater : null;
}
