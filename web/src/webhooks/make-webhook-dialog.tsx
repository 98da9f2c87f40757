import { Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/use-act.ts';
import { makeWebhook, type WebhookWithSecret } from '../api/webhooks.ts';
import { useText } from '../text/text.tsx';
import { problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** An address, a name and what it is told of; afterwards its secret, once. */
export function MakeWebhookDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const { webhooks: words } = text;
  const [url, setUrl] = useState('');
  const [description, setDescription] = useState('');
  const [types, setTypes] = useState<readonly string[]>([]);
  const [made, setMade] = useState<WebhookWithSecret | null>(null);
  const making = useAct(makeWebhook, setMade);
  if (made !== null) return <SecretDialog secret={made.secret} onClose={onClose} />;
  return (
    <FormDialog
      title={words.make}
      submit={words.makeIt}
      isOpen
      onClose={onClose}
      onSubmit={() => making.act({ url: url.trim(), description: description.trim(), types })}
      isActing={making.isActing}
      problem={problemBeside(making.problem, ['/url', '/description'])}
    >
      <TextField
        data-autofocus
        type="url"
        label={words.address}
        description={words.addressLead}
        required
        maxLength={1000}
        value={url}
        problem={making.problem}
        place="/url"
        onType={setUrl}
      />
      <TextField
        label={words.description}
        description={words.descriptionLead}
        maxLength={100}
        value={description}
        problem={making.problem}
        place="/description"
        onType={setDescription}
      />
      <Checkbox.Group
        label={words.types}
        description={words.typesLead}
        value={[...types]}
        onChange={(chosen) => setTypes(chosen)}
      >
        <Stack gap={8} mt="xs">
          {Object.entries(words.typeWords).map(([type, name]) => (
            <Checkbox key={type} value={type} label={name} />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
}
