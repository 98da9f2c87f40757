import { Navigate } from 'react-router';
import { navigationOf } from '../app/navigation.ts';
import { useMe } from '../app/session.tsx';
import { WorkPage } from './work-page.tsx';

/** `/` for a person with an account: what needs them, or where their day begins. */
export function HomePage() {
  const { scopes } = useMe();
  // The inbox tells of the work; it is not where it is done.
  const first = navigationOf(scopes).find(({ to }) => to !== '/inbox');
  return first?.to === '/' ? <WorkPage /> : <Navigate to={first?.to ?? '/verify'} replace />;
}
