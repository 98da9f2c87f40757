import { useMemo } from 'react';
import { useMe } from '../../app/session.tsx';
import type { Goods } from '../read-goods.ts';

export interface Unsaved {
  readonly chamberId: string;
  readonly form: Goods;
}

interface FormMemory {
  remember(unsaved: Unsaved): void;
  forget(): void;
  recall(): Unsaved | null;
}

/**
 * What was typed into an application and is not saved yet, kept in this tab until it is: over the end of a session too,
 * so it is kept for whoever typed it. The next person at this tab does not find it.
 */
export function useFormMemory(applicationId: string): FormMemory {
  const { id: person } = useMe();
  return useMemo(() => {
    const key = `openpouch-application-${person}-${applicationId}`;
    return {
      remember: (unsaved) => sessionStorage.setItem(key, JSON.stringify(unsaved)),
      forget: () => sessionStorage.removeItem(key),
      recall: () => {
        const kept = sessionStorage.getItem(key);
        return kept === null ? null : (JSON.parse(kept) as Unsaved);
      },
    };
  }, [person, applicationId]);
}
