import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'react-router';
import { closeOpening, type Opening, openingDocument, openingQuery, openLink } from '../api/sharing.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { PortionView } from './portion-view.tsx';
import { secretIn } from './secret-in.ts';
import classes from './sharing.module.css';

/** For who has a link and was told its code: reading what was shared, without an account. */
export function LinkPage() {
  const { hash } = useLocation();
  const secret = secretIn(hash);
  const query = useQuery(openingQuery(secret));
  // By the link: what was typed for another one, and refused, is of that one.
  return (
    <QueryView key={secret} query={query} lines={12} isPage>
      {(opening) =>
        opening === null ? <AskCode secret={secret} /> : <Opened secret={secret} opening={opening} />
      }
    </QueryView>
  );
}

interface OfLink {
  /** Null: the address is not whole. */
  readonly secret: string | null;
}

function AskCode({ secret }: OfLink) {
  const { sharing: words } = useText();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: openLink,
    // An answer about the link before, still on its way, must not take the place of this one.
    onMutate: () => client.cancelQueries({ queryKey: ['opening'] }),
    onSuccess: (opening) => {
      client.removeQueries({ queryKey: ['opening'], type: 'inactive' });
      client.setQueryData(openingQuery(secret).queryKey, opening);
    },
  });
  const digits = code.replace(/\D/g, '');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (secret !== null) mutate({ secret, code: digits });
  };
  return (
    <Page title={words.linkTitle} lead={words.linkLead}>
      {secret === null ? (
        <Notice tone="wait">{words.incompleteLink}</Notice>
      ) : (
        <form className={classes.code} onSubmit={send}>
          <TextInput
            label={words.codeLabel}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <ProblemAlert problem={error} />
          <Button type="submit" loading={isPending} disabled={digits.length !== 8}>
            {words.open}
          </Button>
        </form>
      )}
    </Page>
  );
}

function Opened({ secret, opening }: OfLink & { readonly opening: Opening }) {
  const { sharing: words } = useText();
  const format = useFormat();
  const client = useQueryClient();
  const { label, from, rights, visitEndsAt, shown } = opening;
  const { mutate, isPending } = useMutation({
    mutationFn: closeOpening,
    onSettled: () => client.setQueryData(openingQuery(secret).queryKey, null),
  });
  const number = shown.certificate?.number;
  const title = number === undefined ? shown.pouch?.title : words.certificateNumber(number);
  return (
    <Page
      title={title ?? words.documentsOf(shown.pouch?.documents.length ?? 0)}
      lead={words.openedFor(label, from.legalName)}
      actions={
        <Button variant="default" loading={isPending} onClick={() => mutate()}>
          {words.close}
        </Button>
      }
    >
      <Notice tone="still">{words.openUntil(format.dateTime(visitEndsAt))}</Notice>
      <PortionView shown={shown} documentAddress={rights.includes('download') ? openingDocument : null} />
    </Page>
  );
}
