import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addPerson } from '../api/organisation.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';

const empty = { name: '', email: '', password: '', administrator: false };
const pointers = ['/name', '/email', '/password'];

export function AddPersonDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { organisation: words, session } = text;
  const [person, setPerson] = useState(empty);
  const set = (part: Partial<typeof empty>) => setPerson((before) => ({ ...before, ...part }));
  const close = (): void => {
    adding.forget();
    onClose();
  };
  const adding = useAct(addPerson, () => {
    setPerson(empty);
    onClose();
  });
  const { problem } = adding;
  return (
    <FormDialog
      title={words.add}
      submit={words.addIt}
      isOpen={isOpen}
      onClose={close}
      onSubmit={() => adding.act({ ...person, name: person.name.trim(), email: person.email.trim() })}
      isActing={adding.isActing}
      problem={problemBeside(problem, pointers)}
    >
      <TextInput
        data-autofocus
        label={words.name}
        required
        withAsterisk={false}
        maxLength={100}
        autoComplete="off"
        value={person.name}
        error={fieldProblem(problem, '/name', text)}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        type="email"
        label={words.email}
        required
        withAsterisk={false}
        maxLength={254}
        autoComplete="off"
        value={person.email}
        error={fieldProblem(problem, '/email', text)}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <PasswordInput
        label={words.password}
        description={words.passwordLead}
        required
        withAsterisk={false}
        minLength={12}
        maxLength={200}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': session.showPassword, tabIndex: 0 }}
        value={person.password}
        error={fieldProblem(problem, '/password', text)}
        onChange={(event) => set({ password: event.currentTarget.value })}
      />
      <Checkbox
        label={words.administrator}
        description={words.administratorLead}
        checked={person.administrator}
        onChange={(event) => set({ administrator: event.currentTarget.checked })}
      />
    </FormDialog>
  );
}
