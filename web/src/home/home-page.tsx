import { Navigate } from 'react-router';
import { WhoeverIsThere } from '../app/layouts.tsx';
import { navigationOf } from '../app/navigation.ts';
import { useMe } from '../app/session.tsx';
import { Shell } from '../app/shell.tsx';
import { WelcomePage } from './welcome-page.tsx';
import { WorkPage } from './work-page.tsx';

/** `/`: for a visitor what this is, for a person with an account what needs them. */
export function HomePage() {
  return <WhoeverIsThere nobody={<WelcomePage />} somebody={<Work />} />;
}

function Work() {
  const { scopes } = useMe();
  const [first] = navigationOf(scopes);
  if (first?.to !== '/') return <Navigate to={first?.to ?? '/verify'} replace />;
  return (
    <Shell>
      <WorkPage />
    </Shell>
  );
}
