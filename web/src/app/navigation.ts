import type { ReactNode } from 'react';
import type { Scope } from '../api/session.ts';
import type { Text } from '../text/text.tsx';
import type { IconProps } from '../ui/icons.tsx';
import {
  ActivityIcon,
  ArchiveIcon,
  BellIcon,
  CertificateIcon,
  DeskIcon,
  DocumentIcon,
  HandoverIcon,
  HomeIcon,
  OrganisationIcon,
  PeopleIcon,
  PouchIcon,
  SealedIcon,
  VerifyIcon,
} from '../ui/icons.tsx';

export interface NavigationItem {
  readonly to: string;
  readonly name: keyof Text['navigation'];
  readonly icon: (props: IconProps) => ReactNode;
}

/** Each with the scope that its page needs; null: anyone; `unless`: who holds that has no use for it. A part of the house is added to by a line here and a route. */
const items: readonly (NavigationItem & { readonly needs: Scope | null; readonly unless?: Scope })[] = [
  // Two lines of one place: nobody holds both. Customs' and the federation's home is the first of the others.
  { to: '/', name: 'home', icon: HomeIcon, needs: 'record:handover' },
  { to: '/', name: 'home', icon: HomeIcon, needs: 'certificate:issue' },
  { to: '/inbox', name: 'inbox', icon: BellIcon, needs: 'organisation:read' },
  { to: '/shared', name: 'shared', icon: DocumentIcon, needs: 'pouch:read', unless: 'record:share' },
  { to: '/certificates', name: 'certificates', icon: CertificateIcon, needs: 'certificate:read' },
  { to: '/desk', name: 'desk', icon: DeskIcon, needs: 'certificate:issue' },
  { to: '/pouches', name: 'pouches', icon: PouchIcon, needs: 'pouch:read' },
  { to: '/handovers', name: 'handovers', icon: HandoverIcon, needs: 'record:handover' },
  { to: '/activity', name: 'activity', icon: ActivityIcon, needs: 'record:read' },
  { to: '/archive', name: 'archive', icon: ArchiveIcon, needs: 'record:read' },
  { to: '/organisations', name: 'organisations', icon: OrganisationIcon, needs: 'organisation:register' },
  // Chambers may read it too; it is the federation's to look after.
  {
    ...{ to: '/sealing', name: 'sealing', icon: SealedIcon },
    ...{ needs: 'organisation:register', unless: 'certificate:issue' },
  },
  { to: '/organisation', name: 'organisation', icon: PeopleIcon, needs: 'organisation:administer' },
  { to: '/verify', name: 'verify', icon: VerifyIcon, needs: null },
  // Whoever else may verify finds it beside the verification of one.
  { to: '/verifications', name: 'verifyMany', icon: VerifyIcon, needs: 'certificate:examine' },
  { to: '/watches', name: 'watches', icon: BellIcon, needs: 'certificate:examine' },
];

/** What this person can go to. What nobody of this role can do is not shown. */
export const navigationOf = (scopes: readonly Scope[]): readonly NavigationItem[] =>
  items.filter(
    ({ needs, unless }) =>
      (needs === null || scopes.includes(needs)) && (unless === undefined || !scopes.includes(unless)),
  );
