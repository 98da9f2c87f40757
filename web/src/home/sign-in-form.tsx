import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Me, signIn } from '../api/session.ts';
import { useText } from '../text/text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

export function SignInForm({ onSignedIn }: { readonly onSignedIn: (me: Me) => void }) {
  const text = useText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ email, password });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={text.session.email}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={text.session.password}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': text.session.showPassword }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <ProblemAlert problem={error} />
        <Button type="submit" loading={isPending} fullWidth>
          {text.session.signIn}
        </Button>
      </Stack>
    </form>
  );
}
