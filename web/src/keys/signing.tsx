import { useEffect, useSyncExternalStore } from 'react';
import { letSign } from '../api/http.ts';
import type { Me } from '../api/session.ts';
import { later } from '../ui/later.tsx';
import { signingStage } from './signing-stage.ts';

const SigningDialog = later(async () => (await import('./signing-dialog.tsx')).SigningDialog);

/** Where acts are signed that need it, while somebody is signed in; its code comes when the first does. */
export function Signing({ me }: { readonly me: Me }) {
  const isOpen = useSyncExternalStore(signingStage.subscribe, signingStage.read) !== null;
  useEffect(() => {
    letSign(async (act) => (await import('./sign-act.ts')).signAct(act, me));
    return () => letSign(undefined);
  }, [me]);
  return isOpen && <SigningDialog organisation={me.organisation.legalName} />;
}
