import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { stateControl } from '../api/handovers.ts';
import { useAct } from '../api/use-act.ts';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { saveFile } from '../ui/save-file.ts';

const minutes = ['10', '60', '1440'] as const;

/** For the owner of a record: a file that proves that it is in control, for whoever asks. */
export function ControlPanel({ recordId, name }: { readonly recordId: string; readonly name: string }) {
  const { control: words } = useText().handovers;
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const [purpose, setPurpose] = useState('');
  const [challenge, setChallenge] = useState('');
  const [valid, setValid] = useState<string>('60');
  const [until, setUntil] = useState<string>();
  const stating = useAct(stateControl, (stated) => {
    // What a file system refuses, and the signs without a shape that keep names in one piece in a sentence.
    const file = words
      .fileName(name)
      .replace(/[\\/:*?"<>|]|\p{Bidi_Control}/gu, (sign) => (sign < '~' ? ' ' : ''));
    saveFile(`${file}.json`, JSON.stringify(stated.proof), 'application/json');
    setUntil(stated.until);
    setOpen(false);
  });
  return (
    <Section title={words.title}>
      <p style={{ margin: '0 0 12px', color: 'var(--text-quiet)', fontSize: '0.875rem' }}>{words.lead}</p>
      {until !== undefined && <Notice tone="good">{words.saved(format.dateTime(until))}</Notice>}
      <Button size="xs" variant="default" mt={until === undefined ? 0 : 'sm'} onClick={() => setOpen(true)}>
        {words.start}
      </Button>
      <FormDialog
        title={words.title}
        submit={words.make}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={stating.isActing}
        problem={stating.problem}
        onSubmit={() =>
          stating.act({
            recordId,
            validMinutes: Number(valid),
            ...(purpose.trim() !== '' && { purpose: purpose.trim() }),
            ...(challenge.trim() !== '' && { challenge: challenge.trim() }),
          })
        }
      >
        <TextInput
          label={words.purpose}
          description={words.purposeLead}
          maxLength={500}
          value={purpose}
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        <TextInput
          label={words.challenge}
          description={words.challengeLead}
          maxLength={200}
          value={challenge}
          onChange={(event) => setChallenge(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={words.valid}
          value={valid}
          onChange={setValid}
          data={minutes.map((value) => ({ value, label: words.validFor[value] }))}
        />
      </FormDialog>
    </Section>
  );
}
