import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/use-act.ts';
import { makeWebhook, type WebhookWithSecret } from '../api/webhooks.ts';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
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
      <TextInput
        data-autofocus
        type="url"
        label={words.address}
        description={words.addressLead}
        required
        withAsterisk={false}
        maxLength={1000}
        value={url}
        error={fieldProblem(making.problem, '/url', text)}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <TextInput
        label={words.description}
        description={words.descriptionLead}
        maxLength={100}
        value={description}
        error={fieldProblem(making.problem, '/description', text)}
        onChange={(event) => setDescription(event.currentTarget.value)}
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
