import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useText } from '../text/text.tsx';
import { Brand } from './brand.tsx';
import { LanguageMenu } from './language-menu.tsx';
import classes from './layouts.module.css';
import { SchemeToggle } from './scheme-toggle.tsx';

/** The frame for whoever has no account, or is about to use it. */
export function OpenShell({ children }: { readonly children: ReactNode }) {
  const text = useText();
  const { pathname } = useLocation();
  const isVerifying = pathname === '/verify';
  return (
    <>
      <a href="#main" className={classes.skip}>
        {text.ui.skip}
      </a>
      <header className={classes.openTop}>
        <Brand />
        <div className={classes.openActions}>
          <Button component={Link} to={isVerifying ? '/' : '/verify'} variant="default" size="sm">
            {isVerifying ? text.session.signIn : text.home.verifyLink}
          </Button>
          <LanguageMenu />
          <SchemeToggle />
        </div>
      </header>
      <main id="main" className={classes.openMain} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
