import type { ReactNode } from 'react';
import type { Certificate } from '../api/certificates.ts';
import type { OrganisationSummary } from '../api/organisations.ts';
import { useText } from '../text/text.tsx';
import { useTrail } from '../trail/use-trail.ts';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { ChainOfHands } from './chain-of-hands.tsx';
import { type Hand, handsOf, handsOfApplication } from './hands.ts';
import classes from './journey.module.css';
import { Whereabouts } from './whereabouts.tsx';

/** Where a certificate is now and through whose hands it went; before it is issued, who has to act. */
export function CertificateJourney({ certificate }: { readonly certificate: Certificate }) {
  const { recordId, applicant } = certificate;
  return recordId === null ? (
    <Frame>
      <Way hands={handsOfApplication(certificate)} />
    </Frame>
  ) : (
    <RecordJourney recordId={recordId} firstOwner={applicant} />
  );
}

interface RecordJourneyProps {
  readonly recordId: string;
  /** Of a certificate; a pouch is first its maker's. */
  readonly firstOwner?: OrganisationSummary;
}

/** Where a record is now and through whose hands it went, as its trail tells it. */
export function RecordJourney({ recordId, firstOwner }: RecordJourneyProps) {
  const { events } = useTrail(recordId);
  return (
    <Frame>
      <QueryView query={events} lines={5}>
        {(all) => <Way hands={handsOf(all, firstOwner ?? null, Date.now())} />}
      </QueryView>
    </Frame>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  const { journey: words } = useText();
  return (
    <div className={classes.journey}>
      <Section title={words.title}>{children}</Section>
    </div>
  );
}

function Way({ hands }: { readonly hands: readonly Hand[] }) {
  return (
    <>
      <Whereabouts hands={hands} />
      <ChainOfHands hands={hands} />
    </>
  );
}
