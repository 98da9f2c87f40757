import { Button, NativeSelect, PasswordInput, TextInput, type TextInputProps } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { meQuery, signIn } from '../api/session.ts';
import { destinationOf, joinByInvitation } from '../api/sharing.ts';
import { useCountries } from '../certificates/form/fields.tsx';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './sharing.module.css';

const empty = {
  '/role': 'importer',
  '/legalName': '',
  '/country': '',
  '/address/line1': '',
  '/address/city': '',
  '/administrator/name': '',
  '/administrator/email': '',
  '/administrator/password': '',
};
type Pointer = keyof typeof empty;

/** A new company of who was invited, and its first person, who is signed in then. */
export function JoinForm({ secret }: { readonly secret: string }) {
  const text = useText();
  const { sharing: words, organisations, organisation } = text;
  const client = useQueryClient();
  const navigate = useNavigate();
  const countries = useCountries();
  const [typed, setTyped] = useState(empty);
  // Not `useAct`, which asks for everything on the page again: the invitation is used up then.
  const join = async (form: typeof empty) => {
    const of = (pointer: Pointer) => form[pointer].trim();
    const country = of('/country');
    const [email, password] = [of('/administrator/email'), form['/administrator/password']];
    const { goTo } = await joinByInvitation({
      ...{ secret, role: of('/role') === 'forwarder' ? 'forwarder' : 'importer' },
      ...{ legalName: of('/legalName'), country },
      address: { line1: of('/address/line1'), city: of('/address/city'), country },
      administrator: { name: of('/administrator/name'), email, password },
    });
    const me = await signIn({ email, password });
    await navigate(destinationOf(goTo));
    client.setQueryData(meQuery.queryKey, me);
  };
  const joining = useMutation({ mutationFn: join });
  const field = (pointer: Pointer) => ({
    value: typed[pointer],
    error: fieldProblem(joining.error, pointer, text),
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setTyped((before) => ({ ...before, [pointer]: value })),
  });
  const line = (pointer: Pointer, label: string, more: TextInputProps = {}) => (
    <TextInput label={label} required withAsterisk={false} {...field(pointer)} {...more} />
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    joining.mutate(typed);
  };
  return (
    <form className={classes.join} onSubmit={send}>
      <Section title={words.yourCompany}>
        <p className={classes.quiet}>{words.registerLead}</p>
        <div className={classes.fields}>
          {line('/legalName', organisations.legalName, { maxLength: 70, autoComplete: 'organization' })}
          <NativeSelect
            label={organisations.role}
            {...field('/role')}
            data={(['importer', 'forwarder'] as const).map((value) => ({ value, label: text.roles[value] }))}
          />
          {line('/address/line1', organisations.line1, { maxLength: 256 })}
          {line('/address/city', organisations.city, { maxLength: 35 })}
          <NativeSelect
            label={organisations.country}
            required
            withAsterisk={false}
            {...field('/country')}
            data={[{ value: '', label: text.application.choose }, ...countries]}
          />
        </div>
      </Section>
      <Section title={words.you}>
        <div className={classes.fields}>
          {line('/administrator/name', organisation.name, { maxLength: 100, autoComplete: 'name' })}
          {line('/administrator/email', organisation.email, {
            ...{ type: 'email', maxLength: 254, autoComplete: 'username' },
            description: words.emailLead,
          })}
          <PasswordInput
            label={text.session.password}
            description={words.passwordLead}
            required
            withAsterisk={false}
            minLength={12}
            maxLength={200}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': text.session.showPassword, tabIndex: 0 }}
            {...field('/administrator/password')}
          />
        </div>
      </Section>
      <ProblemAlert problem={problemBeside(joining.error, Object.keys(empty))} />
      <div>
        <Button type="submit" loading={joining.isPending}>
          {words.registerAndOpen}
        </Button>
      </div>
    </form>
  );
}
