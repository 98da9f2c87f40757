import { lazy } from 'react';

/** `VerdictView`, whose code comes with the first verdict. Below a `Suspense`. */
export const VerdictLater = lazy(async () => ({ default: (await import('./verdict-view.tsx')).VerdictView }));
