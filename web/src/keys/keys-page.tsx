import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Custody, custodyQuery } from '../api/custody.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { HoldersList } from './holders-list.tsx';
import classes from './keys.module.css';
import { LeftOverKeys } from './left-over-keys.tsx';
import { NewHolderDialog } from './new-holder-dialog.tsx';
import { type OwnBrowser, ownBrowsers, proposedAs } from './own-holders.ts';

/** Who holds the organisation's keys: for everybody of it, because each may hold some. */
export function KeysPage() {
  const { keys: words, organisation: settings } = useText();
  const mayAdminister = useMay('organisation:administer');
  const query = useQuery(custodyQuery);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      {...(mayAdminister && { parent: { to: '/organisation', name: settings.title } })}
    >
      <QueryView query={query} lines={8} isPage>
        {(custody) => <CustodyView custody={custody} />}
      </QueryView>
    </Page>
  );
}

/** A passkey is for a domain: under a bare address there are none (WebAuthn Level 3, §5.1.3). */
const hasPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && !/^\[|^[\d.]+$/.test(location.hostname);

function CustodyView({ custody }: { readonly custody: Custody }) {
  const { keys: words } = useText();
  const { id: personId, organisation } = useMe();
  const [making, setMaking] = useState<'browser' | 'passkey' | null>(null);
  const keeper = { personId, organisationId: organisation.id };
  const { data: own = [], refetch } = useQuery({
    queryKey: ['organisations', 'keys of this browser', keeper, custody],
    queryFn: () => ownBrowsers(keeper, custody),
  });
  const close = () => {
    setMaking(null);
    // What was made and not enrolled is there too.
    void refetch();
  };
  const isHere = own.some(({ holder }) => holder?.state === 'confirmed');
  const isWaiting = own.some((one) => proposedAs(one, custody) !== undefined);
  return (
    <>
      <Section
        title={words.holders}
        actions={
          <Group gap="xs">
            {hasPasskeys() && (
              <Button size="xs" variant="default" onClick={() => setMaking('passkey')}>
                {words.createPasskey}
              </Button>
            )}
            {!isHere && !isWaiting && (
              <Button size="xs" onClick={() => setMaking('browser')}>
                {words.create}
              </Button>
            )}
          </Group>
        }
      >
        <div className={classes.said}>
          <p>{custody.selfCustody ? words.summaryOurs : words.summaryServer}</p>
          {isWaiting && <Notice tone="wait">{words.waiting}</Notice>}
          {making === null && <LeftOverKeys custody={custody} own={own} />}
          {custody.selfCustody && custody.recordsInCustody > 0 && (
            <Notice tone="wait">{words.inCustody(custody.recordsInCustody)}</Notice>
          )}
        </div>
        <HoldersList custody={custody} own={own as readonly OwnBrowser[]} />
      </Section>
      <Section title={words.help}>
        <dl className={classes.help}>
          {[words.backUp, words.change, words.device].map(({ title, lead }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{lead}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {making !== null && <NewHolderDialog kind={making} isFirst={!custody.selfCustody} onClose={close} />}
    </>
  );
}
