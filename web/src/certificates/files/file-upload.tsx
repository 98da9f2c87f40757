import { Button, Checkbox, Group, Progress } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { type NewRun, sendFile, takenFiles, templateAddress } from '../../api/files.ts';
import { useAct } from '../../api/use-act.ts';
import { useFormat, useText } from '../../text/text.tsx';
import { DownloadIcon } from '../../ui/icons.tsx';
import { Section } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useFileInput } from '../../ui/use-file-input.tsx';
import { UndertakingNote } from '../../undertakings/undertaking-note.tsx';
import { DeclarationDialog } from '../declaration-dialog.tsx';
import { ChamberChoice } from '../form/application-form.tsx';
import classes from './files.module.css';

/** The chamber, the file, and how much of it has gone. */
export function FileUpload() {
  const { files: words } = useText();
  const format = useFormat();
  const navigate = useNavigate();
  const [chamberId, setChamberId] = useState('');
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState(0);
  const [submits, setSubmits] = useState(false);
  const [isDeclaring, setDeclaring] = useState(false);
  const sending = useAct(
    (given: NewRun, key: string) => sendFile(given, key, setSent),
    ({ id }) => void navigate(`/certificates/files/${id}`),
  );
  const { input, choose } = useFileInput({
    ...{ label: words.choose, isSingle: true, accept: takenFiles },
    onFiles: ([chosen]) => {
      sending.forget();
      if (chosen !== undefined) setFile(chosen);
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (submits) setDeclaring(true);
    else start();
  };
  const start = (declaredIn?: NewRun['declaredIn']) => {
    setSent(0);
    if (file !== undefined) sending.act({ chamberId, file, declaredIn });
  };
  return (
    <Section
      title={words.sendTitle}
      actions={
        <Group gap={8}>
          <TemplateButton format="xlsx" />
          <TemplateButton format="csv" />
        </Group>
      }
    >
      <form className={classes.form} onSubmit={send}>
        <p className={classes.lead}>{words.template}</p>
        <ChamberChoice value={chamberId} onChange={setChamberId} />
        <div className={classes.choice}>
          <Button variant="default" onClick={choose}>
            {words.choose}
          </Button>
          <span className={classes.chosen}>
            {file === undefined ? words.kinds : words.chosen(file.name, format.fileSize(file.size))}
          </span>
          {input}
        </div>
        <Checkbox
          label={words.submits}
          description={words.submitsLead}
          checked={submits}
          onChange={({ currentTarget: { checked } }) => setSubmits(checked)}
        />
        {submits && <UndertakingNote chamberId={chamberId} />}
        {sending.isActing && file !== undefined && (
          <Progress.Root size="sm">
            <Progress.Section
              value={file.size === 0 ? 0 : (100 * Math.min(sent, file.size)) / file.size}
              aria-label={words.sending(file.name)}
            />
          </Progress.Root>
        )}
        {!isDeclaring && <ProblemAlert problem={sending.problem} />}
        <div>
          <Button type="submit" disabled={chamberId === '' || file === undefined} loading={sending.isActing}>
            {words.send}
          </Button>
        </div>
      </form>
      <DeclarationDialog
        kinds={['origin']}
        isOpen={isDeclaring}
        onClose={() => {
          setDeclaring(false);
          sending.forget();
        }}
        isActing={sending.isActing}
        problem={sending.problem}
        onDeclared={start}
      />
    </Section>
  );
}

function TemplateButton({ format }: { readonly format: 'csv' | 'xlsx' }) {
  const { files: words } = useText();
  return (
    <Button
      component="a"
      href={templateAddress(format)}
      download
      size="xs"
      variant="default"
      leftSection={<DownloadIcon size={16} />}
    >
      {words.templateAs(format.toUpperCase())}
    </Button>
  );
}
