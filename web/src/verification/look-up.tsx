import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { ApiProblem } from '../api/http.ts';
import { issuersQuery, lookUpQuery, type WantedLookUp } from '../api/inquiries.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { NumberVerdict, useNumberVerdict } from './number-verdict.tsx';
import { tones } from './tones.ts';
import type { useTrustSettings } from './trust-settings.ts';
import classes from './verification.module.css';

interface LookUpProps {
  readonly trust: ReturnType<typeof useTrustSettings>;
}

/** By number, chamber and date, as the sites of chambers are asked; the code shows what it says. */
export function LookUp({ trust }: LookUpProps) {
  const { verify, inquiries: words } = useText();
  const format = useFormat();
  const issuers = useQuery(issuersQuery);
  const [typed, setTyped] = useState({ number: '', issuer: '', issuedOn: '', code: '' });
  const [wanted, setWanted] = useState<WantedLookUp>();
  const found = useQuery(lookUpQuery(wanted));
  // With the code there is a proof, which this page verifies itself.
  const code = found.data?.verdict == null ? undefined : wanted?.code;
  const byCode = useMemo(
    () => (code === undefined || wanted === undefined ? undefined : { number: wanted.number, code }),
    [code, wanted],
  );
  const verdict = useNumberVerdict(byCode, trust);
  const set = (name: keyof typeof typed) => (event: { currentTarget: { value: string } }) =>
    setTyped({ ...typed, [name]: event.currentTarget.value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { code, ...asked } = typed;
    const next = { ...asked, number: asked.number.trim(), ...(code.trim() !== '' && { code: code.trim() }) };
    if (JSON.stringify(next) === JSON.stringify(wanted)) void found.refetch();
    else setWanted(next);
  };
  const isUnknown = found.error instanceof ApiProblem && found.error.status === 404;
  const items = issuers.data?.items ?? [];
  const chambers = items.map(({ id, legalName, country, accreditationNumber: icc }) => ({
    value: id,
    label: format.inLine([legalName, format.country(country), icc]),
  }));
  return (
    <div className={classes.verification}>
      <form className={classes.lookUpForm} onSubmit={submit}>
        <TextInput
          label={verify.number}
          required
          withAsterisk={false}
          maxLength={35}
          value={typed.number}
          onChange={set('number')}
        />
        <TextInput
          type="date"
          label={words.issuedOn}
          required
          withAsterisk={false}
          value={typed.issuedOn}
          onChange={set('issuedOn')}
        />
        <NativeSelect
          label={words.chamber}
          required
          withAsterisk={false}
          value={typed.issuer}
          onChange={set('issuer')}
          data={[{ value: '', label: words.chooseChamber }, ...chambers]}
        />
        <TextInput
          label={words.codeIfAny}
          maxLength={35}
          autoComplete="off"
          spellCheck={false}
          value={typed.code}
          onChange={set('code')}
        />
        <Button type="submit" loading={found.isFetching}>
          {verify.check}
        </Button>
        <p className={classes.quiet}>{words.lookUpNote}</p>
      </form>
      <div aria-live="polite" className={classes.verification}>
        <ProblemAlert problem={issuers.error} />
        {isUnknown ? (
          <Notice tone="wait">{words.lookUpUnknown}</Notice>
        ) : (
          <ProblemAlert problem={found.error} />
        )}
        {found.data !== undefined &&
          (found.data.verdict === null ? (
            <section
              className={classes.verdict}
              data-tone={tones[found.data.outcome]}
              data-outcome={found.data.outcome}
            >
              <div className={classes.verdictWords}>
                <h2>{words.lookUpOutcomes[found.data.outcome]}</h2>
                <p>
                  {words.lookUpFound(
                    found.data.number,
                    found.data.issuer.legalName,
                    format.date(found.data.issuedOn),
                  )}
                </p>
                <p>{words.addCode}</p>
              </div>
            </section>
          ) : (
            byCode !== undefined && <NumberVerdict asked={byCode} query={verdict} />
          ))}
      </div>
    </div>
  );
}
