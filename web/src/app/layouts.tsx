import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense, useState } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { meQuery } from '../api/session.ts';
import { WelcomePage } from '../home/welcome-page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './layouts.module.css';
import { NavigationProgress } from './navigation-progress.tsx';
import { OpenShell } from './open-shell.tsx';
import { SignedInProvider } from './session.tsx';
import { Shell } from './shell.tsx';

/** Pages for people with an account. Signed out, the same address shows the sign-in and then itself. */
export function SignedInLayout() {
  return (
    <WhoeverIsThere
      nobody={<WelcomePage />}
      somebody={
        <Shell>
          <Outlet />
        </Shell>
      }
    />
  );
}

/** Pages for anyone; with an account they keep the frame that one is used to. */
export function OpenLayout() {
  return (
    <WhoeverIsThere
      isForAnyone
      nobody={
        <OpenShell>
          <Outlet />
        </OpenShell>
      }
      somebody={
        <Shell>
          <Outlet />
        </Shell>
      }
    />
  );
}

interface WhoeverIsThereProps {
  /** While it cannot be told who it is, the page is there as for nobody. */
  readonly isForAnyone?: boolean;
  readonly nobody: ReactNode;
  readonly somebody: ReactNode;
}

function WhoeverIsThere({ isForAnyone = false, nobody, somebody }: WhoeverIsThereProps) {
  const query = useQuery(meQuery);
  // Stays so until the page is left: what is being read must not vanish when the net comes back.
  const [isUntold, setUntold] = useState(false);
  const cannotAsk = query.error !== null || (query.failureCount > 0 && !navigator.onLine);
  if (isForAnyone && !isUntold && query.data === undefined && cannotAsk) setUntold(true);
  return (
    <div className={classes.fill}>
      <ScrollRestoration />
      <NavigationProgress />
      {isUntold ? (
        <Suspense>{nobody}</Suspense>
      ) : (
        <QueryView query={query} lines={0}>
          {(me) =>
            me === null ? (
              <Suspense>{nobody}</Suspense>
            ) : (
              <SignedInProvider me={me}>
                <Suspense>{somebody}</Suspense>
              </SignedInProvider>
            )
          }
        </QueryView>
      )}
    </div>
  );
}
