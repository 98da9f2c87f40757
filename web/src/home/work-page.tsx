import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Home, homeQuery } from '../api/home.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { SealedIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { CertificateRows, HandoverRows, WorkSection } from './work-section.tsx';

/** What needs whoever is signed in, then what waits for others, then what was there last. */
export function WorkPage() {
  const { home: words, application } = useText();
  const { scopes } = useMe();
  const query = useQuery(homeQuery(scopes));
  const mayApply = useMay('certificate:apply');
  return (
    <Page
      title={words.title}
      lead={words.workLead}
      actions={
        mayApply && (
          <Button component={Link} to="/certificates/new">
            {application.apply}
          </Button>
        )
      }
    >
      <QueryView query={query} lines={10}>
        {(found) => <Work found={found} />}
      </QueryView>
    </Page>
  );
}

function Work({ found }: { readonly found: Home }) {
  const { home: words } = useText();
  const mayDecide = useMay('certificate:issue');
  const { offered, offering, refused, drafts, submitted, latest } = found;
  const toDecide = mayDecide ? submitted : undefined;
  const needsNothing = [offered, refused, drafts, toDecide].every((list) => (list?.items.length ?? 0) === 0);
  return (
    <>
      {needsNothing && (
        <Empty icon={<SealedIcon size={36} />} title={words.nothing.title}>
          {words.nothing.lead}
        </Empty>
      )}
      <WorkSection title={words.offered} to="/handovers" list={offered}>
        <HandoverRows items={offered.items} />
      </WorkSection>
      {toDecide !== undefined && (
        <WorkSection title={words.toDecide} to="/desk" list={toDecide}>
          <CertificateRows items={toDecide.items} />
        </WorkSection>
      )}
      <WorkSection title={words.refused} to="/certificates?state=not_issued" list={refused}>
        <CertificateRows items={refused.items} />
      </WorkSection>
      <WorkSection title={words.drafts} to="/certificates?state=draft" list={drafts}>
        <CertificateRows items={drafts.items} />
      </WorkSection>
      {!mayDecide && (
        <WorkSection title={words.withChamber} to="/certificates?state=submitted" list={submitted}>
          <CertificateRows items={submitted.items} />
        </WorkSection>
      )}
      <WorkSection title={words.offering} to="/handovers?box=outgoing" list={offering}>
        <HandoverRows items={offering.items} />
      </WorkSection>
      <WorkSection title={words.latest} to="/certificates" list={latest}>
        <CertificateRows items={latest.items} />
      </WorkSection>
    </>
  );
}
