import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Certificate } from '../api/certificates.ts';
import type { OrganisationSummary } from '../api/organisations.ts';
import { recordQuery } from '../api/records.ts';
import { useText } from '../text/text.tsx';
import { useTrail } from '../trail/use-trail.ts';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { ChainOfHands } from './chain-of-hands.tsx';
import { type AsItIs, endedAsItIs, type Hand, handsOf, handsOfApplication } from './hands.ts';
import classes from './journey.module.css';
import { Whereabouts } from './whereabouts.tsx';

/** Where a certificate is now and through whose hands it went; before it is issued, who has to act. */
export function CertificateJourney({ certificate }: { readonly certificate: Certificate }) {
  const { recordId, applicant } = certificate;
  const { data: now } = useQuery({ ...recordQuery(recordId ?? ''), enabled: recordId !== null });
  return recordId === null ? (
    <Frame>
      <Way hands={handsOfApplication(certificate)} />
    </Frame>
  ) : (
    <RecordJourney recordId={recordId} firstOwner={applicant} now={now} />
  );
}

interface RecordJourneyProps {
  readonly recordId: string;
  /** Of a certificate; a pouch is first its maker's. */
  readonly firstOwner?: OrganisationSummary;
  /** Undefined as long as it is asked for. */
  readonly now: AsItIs | undefined;
}

/** Where a record is now and through whose hands it went, as far as the reader may know it. */
export function RecordJourney({ recordId, firstOwner, now }: RecordJourneyProps) {
  const { events } = useTrail(recordId);
  const ended = (hands: readonly Hand[]) => (now === undefined ? hands : endedAsItIs(hands, now));
  return (
    <Frame>
      <QueryView query={events} lines={5}>
        {(all) => <Way hands={ended(handsOf(all, firstOwner ?? null, Date.now()))} />}
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
