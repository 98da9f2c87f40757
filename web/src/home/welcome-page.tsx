import { Anchor, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { installationQuery } from '../api/installation.ts';
import { type Me, meQuery } from '../api/session.ts';
import { OpenShell } from '../app/open-shell.tsx';
import { useText } from '../text/text.tsx';
import { DemonstrationParties } from './demonstration-parties.tsx';
import { SignInForm } from './sign-in-form.tsx';
import classes from './welcome.module.css';

/** What OpenPouch is, the way in, and the way to verify without an account. */
export function WelcomePage() {
  const text = useText();
  const client = useQueryClient();
  const { data: installation } = useQuery(installationQuery);
  const parties = installation?.demonstration ?? [];
  const enter = (me: Me) => client.setQueryData(meQuery.queryKey, me);
  useEffect(() => {
    document.title = text.product;
  }, [text]);
  return (
    <OpenShell>
      <div className={classes.welcome}>
        <div className={classes.words}>
          <Title order={1} className={classes.headline}>
            {text.home.headline}
          </Title>
          <p className={classes.lead}>{text.home.lead}</p>
          <p className={classes.verify}>
            {text.home.noAccount}{' '}
            <Anchor component={Link} to="/verify" inherit underline="always">
              {text.home.verifyLink}
            </Anchor>
          </p>
        </div>
        <section className={classes.card} aria-labelledby="sign-in">
          <Title order={2} id="sign-in" className={classes.cardTitle}>
            {text.session.signIn}
          </Title>
          <SignInForm onSignedIn={enter} />
        </section>
      </div>
      {parties.length > 0 && <DemonstrationParties parties={parties} onSignedIn={enter} />}
    </OpenShell>
  );
}
