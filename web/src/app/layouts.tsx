import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { meQuery, wasSignedIn } from '../api/session.ts';
import { later } from '../ui/later.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './layouts.module.css';
import { NavigationProgress } from './navigation-progress.tsx';
import { OpenShell } from './open-shell.tsx';

/** Each is fetched beside the question who is there: whoever only verifies waits for neither. */
const Inside = later(async () => (await import('./inside.tsx')).Inside);
const WelcomePage = later(async () => (await import('../home/welcome-page.tsx')).WelcomePage);
if (wasSignedIn()) void Inside.fetch().catch(() => undefined);
// Whoever is welcomed is about to sign in.
else if (location.pathname !== '/verify')
  void WelcomePage.fetch()
    .then(Inside.fetch)
    .catch(() => undefined);

/** Pages for people with an account. Signed out, the same address shows the sign-in and then itself. */
export function SignedInLayout() {
  return <WhoeverIsThere nobody={<WelcomePage />} />;
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
    />
  );
}

interface WhoeverIsThereProps {
  /** While it cannot be told who it is, the page is there as for nobody. */
  readonly isForAnyone?: boolean;
  readonly nobody: ReactNode;
}

function WhoeverIsThere({ isForAnyone = false, nobody }: WhoeverIsThereProps) {
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
        nobody
      ) : (
        <QueryView query={query} lines={0}>
          {(me) =>
            me === null ? (
              nobody
            ) : (
              <Inside me={me}>
                <Outlet />
              </Inside>
            )
          }
        </QueryView>
      )}
    </div>
  );
}
