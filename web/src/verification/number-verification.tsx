import { Button, TextInput, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { ApiProblem } from '../api/http.ts';
import { numberVerdictQuery } from '../api/verification.ts';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { VerdictLater } from './verdict-later.tsx';
import classes from './verification.module.css';

/** Number and code stand in the address, as the QR code writes them: reload asks again. */
export function NumberVerification() {
  const { verify: words } = useText();
  const [query, setQuery] = useSearchParams();
  const asked = { number: query.get('number') ?? '', code: query.get('code') ?? '' };
  const [typed, setTyped] = useState(asked);
  const verdict = useQuery({
    ...numberVerdictQuery(asked),
    enabled: asked.number !== '' && asked.code !== '',
  });
  const [said, setSaid] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = { number: typed.number.trim(), code: typed.code.trim() };
    if (wanted.number === asked.number && wanted.code === asked.code) void verdict.refetch();
    else setQuery(wanted, { replace: true });
  };
  const isUnknown = verdict.error instanceof ApiProblem && verdict.error.status === 404;
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
      <VisuallyHidden role="status">{verdict.data === undefined ? '' : said}</VisuallyHidden>
      <div role="status">{isUnknown && <Notice tone="wait">{words.notFoundByNumber}</Notice>}</div>
      {!isUnknown && <ProblemAlert problem={verdict.error} />}
      {verdict.data !== undefined && !isUnknown && (
        <Suspense>
          <VerdictLater
            verdict={verdict.data}
            circumstances={{ time: verdict.dataUpdatedAt, files: [], number: asked.number, rpcUrls: null }}
            onSay={setSaid}
            onAskAgain={() => void verdict.refetch()}
          />
        </Suspense>
      )}
    </div>
  );
}
