import { Button, Group, NativeSelect, PasswordInput, TextInput, type TextInputProps } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { registerOrganisation } from '../api/organisations.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useCountries } from '../certificates/form/fields.tsx';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { UnknownIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './organisations.module.css';
import { emptyRegistration, type FieldPointer, rolesFor, toNewOrganisation } from './registration-form.ts';

/** A new organisation with its first administrator. */
export function RegisterPage() {
  const text = useText();
  const words = text.organisations;
  const me = useMe();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(emptyRegistration);
  const registering = useAct(registerOrganisation, ({ id }) => void navigate(`/organisations/${id}`));
  const { problem } = registering;
  const countries = useCountries();
  const schemes = Object.entries(text.application.schemes).map(([value, label]) => ({ value, label }));
  const form = useRef<HTMLFormElement>(null);
  // The field to be mended may be above what is seen of a long form.
  useEffect(() => {
    if (problem !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  const roles = rolesFor(me.organisation.role);
  if (!useMay('organisation:register')) {
    return (
      <Empty icon={<UnknownIcon size={36} />} isPage title={text.ui.notPermitted.title}>
        {text.ui.notPermitted.lead}
      </Empty>
    );
  }
  const field = (pointer: FieldPointer) => ({
    value: typed[pointer],
    error: fieldProblem(problem, pointer, text),
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setTyped((before) => ({ ...before, [pointer]: value })),
  });
  const line = (pointer: FieldPointer, label: string, more: TextInputProps = {}) => (
    <TextInput label={label} required withAsterisk={false} autoComplete="off" {...field(pointer)} {...more} />
  );
  const optional = { required: false };
  const role = roles.find((it) => it === typed['/role']) ?? 'exporter';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    registering.act(toNewOrganisation(typed, role));
  };
  const pointers = Object.keys(emptyRegistration);
  return (
    <Page
      title={words.register}
      lead={words.registerLead}
      parent={{ to: '/organisations', name: words.title }}
    >
      <form ref={form} className={classes.form} onSubmit={send}>
        <Section title={words.one}>
          <div className={classes.fields}>
            <NativeSelect
              label={words.role}
              {...field('/role')}
              data={roles.map((value) => ({ value, label: text.roles[value] }))}
            />
            <NativeSelect
              label={words.country}
              required
              withAsterisk={false}
              {...field('/country')}
              data={[{ value: '', label: text.application.choose }, ...countries]}
            />
            {line('/legalName', words.legalName, { className: classes.wide ?? '', maxLength: 70 })}
            {line('/address/line1', words.line1, { className: classes.wide ?? '', maxLength: 256 })}
            {line('/address/line2', words.line2, {
              ...optional,
              className: classes.wide ?? '',
              maxLength: 256,
            })}
            {line('/address/postcode', words.postcode, { ...optional, maxLength: 9 })}
            {line('/address/city', words.city, { maxLength: 35 })}
            <NativeSelect
              label={words.identifierScheme}
              {...field('/identifiers/0/scheme')}
              data={[{ value: '', label: words.noIdentifier }, ...schemes]}
            />
            {line('/identifiers/0/value', words.identifier, { ...optional, maxLength: 20 })}
          </div>
        </Section>
        <Section title={words.administrator}>
          <p className={classes.lead}>{words.administratorLead}</p>
          <div className={classes.fields}>
            {line('/administrator/name', text.organisation.name, { maxLength: 100 })}
            {line('/administrator/email', text.organisation.email, { type: 'email', maxLength: 254 })}
            <PasswordInput
              className={classes.wide ?? ''}
              label={text.organisation.password}
              description={text.organisation.passwordLead}
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
        <ProblemAlert problem={problemBeside(problem, pointers)} />
        <Group gap="sm">
          <Button type="submit" loading={registering.isActing}>
            {words.registerIt}
          </Button>
          <Button component={Link} to="/organisations" variant="default">
            {text.ui.cancel}
          </Button>
        </Group>
      </form>
    </Page>
  );
}
