import { Modal, Text as Words } from '@mantine/core';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import { type Me, meQuery, type Scope, signOut } from '../api/session.ts';
import { SignInForm } from '../home/sign-in-form.tsx';
import { Signing } from '../keys/signing.tsx';
import { LiveUpdates } from '../live/live-updates.tsx';
import { useText } from '../text/text.tsx';
import { announceSessionEnd, session, setSession, subscribe } from './session-state.ts';

const MeContext = createContext<Me | null>(null);

/** Who is signed in. Only below `SignedInProvider`. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('Nobody is signed in here.');
  return me;
}

export const useMay = (scope: Scope): boolean => useMe().scopes.includes(scope);

/** Who is there now. The frame of the pages follows it at once; what the one before was shown is forgotten. */
function becomes(client: QueryClient, me: Me | null): void {
  client.setQueryData(meQuery.queryKey, me);
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
}

export const useSignOut = (): (() => Promise<void>) => {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    setSession('leaving');
    await client.cancelQueries();
    try {
      await signOut();
      becomes(client, null);
      await navigate('/');
    } finally {
      setSession('stands');
    }
  };
};

/** What is on the page stays there while its reader signs in again: nothing that was typed is lost. */
export function SignedInProvider({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const text = useText();
  const state = useSyncExternalStore(subscribe, () => session.state);
  const client = useQueryClient();
  const navigate = useNavigate();

  const resume = (again: Me): void => {
    setSession('stands');
    // Another person has another page before them, and nothing of what was typed here.
    if (again.id === me.id) client.setQueryData(meQuery.queryKey, again);
    else {
      becomes(client, again);
      void navigate('/');
    }
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  };

  return (
    <MeContext value={me}>
      {children}
      <Signing me={me} />
      {state === 'stands' && <LiveUpdates onSessionEnd={announceSessionEnd} />}
      <Modal
        opened={state === 'ended'}
        onClose={() => undefined}
        withCloseButton={false}
        title={text.session.ended}
        centered
        // Above a dialog that is open when it happens.
        zIndex={400}
      >
        <Words mb="md">{text.session.endedLead}</Words>
        <SignInForm onSignedIn={resume} />
      </Modal>
    </MeContext>
  );
}

/** Undefined while it is not known yet; null: nobody. */
export function useWhoIsSignedIn(): Me | null | undefined {
  const { data, isError } = useQuery(meQuery);
  return isError ? null : data;
}
