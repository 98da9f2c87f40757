import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useText } from '../text/text.tsx';
import { NumberVerdict, useNumberVerdict } from './number-verdict.tsx';
import { askedIn, hashOf } from './read-code.ts';
import type { useTrustSettings } from './trust-settings.ts';
import classes from './verification.module.css';

interface NumberVerificationProps {
  readonly trust: ReturnType<typeof useTrustSettings>;
}

/** Number and code stand in the address, as the QR code writes them: reload asks again. */
export function NumberVerification({ trust }: NumberVerificationProps) {
  const { verify: words } = useText();
  const navigate = useNavigate();
  const asked = askedIn(useLocation());
  const [typed, setTyped] = useState(asked);
  const isComplete = asked.number !== '' && asked.code !== '';
  const verdict = useNumberVerdict(isComplete ? asked : undefined, trust);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = { number: typed.number.trim(), code: typed.code.trim() };
    if (wanted.number === asked.number && wanted.code === asked.code) void verdict.refetch();
    else void navigate({ search: '', hash: hashOf(wanted) }, { replace: true });
  };
  return (
    <div className={classes.verification}>
      <form className={classes.numberForm} onSubmit={submit}>
        <TextInput
          label={words.number}
          description={words.numberLead}
          required
          withAsterisk={false}
          maxLength={35}
          value={typed.number}
          onChange={(event) => setTyped({ ...typed, number: event.currentTarget.value })}
        />
        <TextInput
          label={words.code}
          description={words.codeLead}
          required
          withAsterisk={false}
          maxLength={35}
          autoComplete="off"
          spellCheck={false}
          value={typed.code}
          onChange={(event) => setTyped({ ...typed, code: event.currentTarget.value })}
        />
        <Button type="submit" loading={verdict.isFetching}>
          {words.check}
        </Button>
        <p className={classes.quiet}>{words.numberNote}</p>
      </form>
      <NumberVerdict asked={asked} query={verdict} />
    </div>
  );
}
