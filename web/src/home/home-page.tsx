import { Navigate } from 'react-router';
import { WhoeverIsThere } from '../app/layouts.tsx';
import { navigationOf } from '../app/navigation.ts';
import { useMe } from '../app/session.tsx';
import { WelcomePage } from './welcome-page.tsx';

/** `/`: for a visitor what this is, for a person with an account the first page of their work. */
export function HomePage() {
  return <WhoeverIsThere nobody={<WelcomePage />} somebody={<ToWork />} />;
}

function ToWork() {
  const { scopes } = useMe();
  const [first] = navigationOf(scopes);
  return <Navigate to={first?.to ?? '/verify'} replace />;
}
