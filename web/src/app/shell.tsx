import { ActionIcon, Button, Drawer } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { UnreadCount } from '../notices/unread-count.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { BellIcon, MenuIcon, SignOutIcon } from '../ui/icons.tsx';
import { Brand } from './brand.tsx';
import { LanguageMenu } from './language-menu.tsx';
import classes from './layouts.module.css';
import { navigationOf } from './navigation.ts';
import { SchemeToggle } from './scheme-toggle.tsx';
import { useMe, useSignOut } from './session.tsx';

/** The frame of the application: where one can go, whose seat this is, and the page. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const text = useText();
  const { pathname } = useLocation();
  const [isMenuOpen, setMenuOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the address changes
  useEffect(() => setMenuOpen(false), [pathname]);
  return (
    <>
      <a href="#main" className={classes.skip}>
        {text.ui.skip}
      </a>
      <div className={classes.shell}>
        <header className={classes.top}>
          <Brand />
          <Inbox />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={text.navigation.menu}
            aria-expanded={isMenuOpen}
            onClick={() => setMenuOpen(true)}
          >
            <MenuIcon size={22} />
          </ActionIcon>
        </header>
        <aside className={classes.side}>
          <Brand />
          <Navigation />
          <Account />
        </aside>
        <main id="main" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
      <Drawer
        opened={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        size={280}
        title={text.product}
        closeButtonProps={{ 'aria-label': text.ui.close }}
        styles={{ body: { display: 'flex', flexDirection: 'column', minHeight: 'calc(100dvh - 60px)' } }}
      >
        <Navigation />
        <Account />
      </Drawer>
    </>
  );
}

/** On a telephone the way to the inbox stands beside the menu, so that one sees that something came. */
function Inbox() {
  const text = useText();
  return (
    <Link to="/inbox" className={classes.bell}>
      <BellIcon size={22} />
      <span className={classes.unseen}>{text.navigation.inbox}</span>
      <UnreadCount />
    </Link>
  );
}

function Navigation() {
  const text = useText();
  const { scopes } = useMe();
  return (
    <nav className={classes.navigation} aria-label={text.navigation.label}>
      {navigationOf(scopes).map(({ to, name, icon: Icon }) => (
        <NavLink key={to} to={to} className={classes.item ?? ''}>
          <Icon size={20} />
          {text.navigation[name]}
          {name === 'inbox' && <UnreadCount />}
        </NavLink>
      ))}
    </nav>
  );
}

function Account() {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const signOut = useSignOut();
  return (
    <div className={classes.account}>
      <div>
        <p className={classes.organisation}>{me.organisation.legalName}</p>
        <p className={classes.person}>{format.inLine([me.name, text.roles[me.organisation.role]], ' · ')}</p>
      </div>
      <div className={classes.accountActions}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<SignOutIcon size={16} />}
          onClick={() => void signOut()}
        >
          {text.session.signOut}
        </Button>
        <div className={classes.ownWays}>
          <LanguageMenu />
          <SchemeToggle />
        </div>
      </div>
    </div>
  );
}
