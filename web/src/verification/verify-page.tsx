import { Anchor, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { meQuery } from '../api/session.ts';
import { useText } from '../text/text.tsx';
import { Page } from '../ui/page.tsx';
import { FileVerification } from './file-verification.tsx';
import { LookUp } from './look-up.tsx';
import { NumberVerification } from './number-verification.tsx';
import { TrustPanel } from './trust-panel.tsx';
import { useTrustSettings } from './trust-settings.ts';
import classes from './verification.module.css';

/** For anyone: is this document genuine, and does it still hold? The QR code on a PDF leads here with its number. */
export function VerifyPage() {
  const { verify: words, inquiries } = useText();
  const [query] = useSearchParams();
  const method = query.has('number') ? 'number' : 'file';
  const trust = useTrustSettings();
  const mayVerifyMany = useQuery(meQuery).data?.scopes.includes('record:read') === true;
  return (
    <Page title={words.title} lead={words.lead} {...(mayVerifyMany && { actions: <ToMany /> })}>
      <Tabs defaultValue={method} keepMounted={false} className={classes.tabs ?? ''}>
        <Tabs.List aria-label={words.methods}>
          <Tabs.Tab value="file">{words.byFile}</Tabs.Tab>
          <Tabs.Tab value="number">{words.byNumber}</Tabs.Tab>
          <Tabs.Tab value="look-up">{inquiries.byChamber}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="file" pt="lg">
          <FileVerification settings={trust.settings} />
        </Tabs.Panel>
        <Tabs.Panel value="number" pt="lg">
          <NumberVerification />
        </Tabs.Panel>
        <Tabs.Panel value="look-up" pt="lg">
          <LookUp />
        </Tabs.Panel>
      </Tabs>
      <TrustPanel {...trust} />
    </Page>
  );
}

function ToMany() {
  const { inquiries: words } = useText();
  return (
    <Anchor component={Link} to="/verifications">
      {words.title}
    </Anchor>
  );
}
