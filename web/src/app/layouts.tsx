import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
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
  readonly nobody: ReactNode;
  readonly somebody: ReactNode;
}

function WhoeverIsThere({ nobody, somebody }: WhoeverIsThereProps) {
  const query = useQuery(meQuery);
  return (
    <div className={classes.fill}>
      <ScrollRestoration />
      <NavigationProgress />
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
    </div>
  );
}
