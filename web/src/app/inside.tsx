import type { ReactNode } from 'react';
import type { Me } from '../api/session.ts';
import { SignedInProvider } from './session.tsx';
import { Shell } from './shell.tsx';

interface InsideProps {
  readonly me: Me;
  readonly children: ReactNode;
}

/** The frame of the application, and all that is there for whoever is signed in. */
export function Inside({ me, children }: InsideProps) {
  return (
    <SignedInProvider me={me}>
      <Shell>{children}</Shell>
    </SignedInProvider>
  );
}
