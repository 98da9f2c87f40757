import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { meQuery } from '../api/session.ts';
import { acceptInvitation, destinationOf, invitationQuery } from '../api/sharing.ts';
import { useWhoIsSignedIn } from '../app/session.tsx';
import { SignInForm } from '../home/sign-in-form.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { UnknownIcon } from '../ui/icons.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { JoinForm } from './join-form.tsx';
import { secretIn } from './secret-in.ts';

/** Where the letter of an invitation leads: what it is, and taking it with an account or a new one. */
export function InvitedPage() {
  const { sharing: words } = useText();
  const { hash } = useLocation();
  const secret = secretIn(hash);
  if (secret === null)
    return (
      <Page title={words.linkTitle}>
        <Notice tone="wait">{words.incompleteLink}</Notice>
      </Page>
    );
  return <Invited key={secret} secret={secret} />;
}

function Invited({ secret }: { readonly secret: string }) {
  const { sharing: words, access, ui } = useText();
  const format = useFormat();
  const me = useWhoIsSignedIn();
  const query = useQuery(invitationQuery(secret));
  if (query.isError)
    return (
      <Empty icon={<UnknownIcon size={36} />} isPage title={ui.notFound.title}>
        {words.invitationGone}
      </Empty>
    );
  return (
    <QueryView query={query} lines={8} isPage>
      {({ from, kind, documents, hasHiddenFields, rights, expiresAt }) => (
        <Page
          title={words.invitedTitle(from.legalName)}
          lead={[
            documents === null ? words.invitedWhat[kind] : ui.sentence(words.documentsOf(documents)),
            ...(hasHiddenFields ? [words.invitedHidden] : []),
            ui.sentence(access.may(format.list(rights.map((right) => access.rights[right] ?? right)))),
            words.invitedUntil(format.dateTime(expiresAt)),
          ].join(' ')}
        >
          {me == null ? (
            <Stranger secret={secret} />
          ) : (
            <Accept secret={secret} company={me.organisation.legalName} />
          )}
        </Page>
      )}
    </QueryView>
  );
}

function Accept({ secret, company }: { readonly secret: string; readonly company: string }) {
  const { sharing: words } = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const accepting = useMutation({
    mutationFn: acceptInvitation,
    onSuccess: async ({ goTo }) => {
      await navigate(destinationOf(goTo));
      // All but the invitation, which is used up.
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'invitation' });
    },
  });
  return (
    <>
      <ProblemAlert problem={accepting.error} />
      <Group>
        <Button loading={accepting.isPending} onClick={() => accepting.mutate(secret)}>
          {words.invitedAccept(company)}
        </Button>
      </Group>
    </>
  );
}

function Stranger({ secret }: { readonly secret: string }) {
  const { sharing: words } = useText();
  const client = useQueryClient();
  const [hasAccount, setHasAccount] = useState(false);
  return (
    <>
      <Group gap="sm">
        <Button variant={hasAccount ? 'default' : 'filled'} onClick={() => setHasAccount(false)}>
          {words.invitedRegister}
        </Button>
        <Button variant={hasAccount ? 'filled' : 'default'} onClick={() => setHasAccount(true)}>
          {words.invitedSignIn}
        </Button>
      </Group>
      {hasAccount ? (
        <Section title={words.invitedSignIn}>
          <SignInForm onSignedIn={(me) => client.setQueryData(meQuery.queryKey, me)} />
        </Section>
      ) : (
        <JoinForm secret={secret} />
      )}
    </>
  );
}
