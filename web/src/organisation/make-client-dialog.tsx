import { Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';
import { type MadeClient, makeClient } from '../api/organisation.ts';
import type { Scope } from '../api/session.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { TextField } from '../ui/text-field.tsx';
import { MadeClientDialog } from './made-client-dialog.tsx';

/** A name and what the system may do; afterwards its secret, once. */
export function MakeClientDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const { organisation: words } = text;
  const { scopes: held } = useMe();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(() =>
    held.filter((scope) => scope === 'certificate:read'),
  );
  const [isTried, setTried] = useState(false);
  const [made, setMade] = useState<MadeClient | null>(null);
  const making = useAct(makeClient, setMade);
  if (made !== null) return <MadeClientDialog client={made} onClose={onClose} />;
  const send = (): void => {
    setTried(true);
    if (scopes.length > 0) making.act({ name: name.trim(), scopes });
  };
  return (
    <FormDialog
      title={words.make}
      submit={words.makeIt}
      isOpen
      onClose={onClose}
      onSubmit={send}
      isActing={making.isActing}
      problem={problemBeside(making.problem, ['/name'])}
    >
      <TextField
        data-autofocus
        label={words.clientName}
        description={words.clientNameLead}
        required
        maxLength={100}
        value={name}
        problem={making.problem}
        place="/name"
        onType={setName}
      />
      <Checkbox.Group
        label={words.scopes}
        description={words.scopesLead}
        value={[...scopes]}
        error={isTried && scopes.length === 0 ? words.scopeMissing : null}
        onChange={(chosen) => setScopes(held.filter((scope) => chosen.includes(scope)))}
      >
        <Stack gap={8} mt="xs">
          {held.map((scope) => (
            <Checkbox key={scope} value={scope} label={words.scopeWords[scope]} description={scope} />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
}
