import { useMay, useMe } from '../app/session.tsx';
import { KeysSection } from '../keys/keys-section.tsx';
import { useText } from '../text/text.tsx';
import { UnknownIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { UndertakingsSection } from '../undertakings/undertakings-section.tsx';
import { ValiditySection } from '../validity/validity-section.tsx';
import { WebhooksSection } from '../webhooks/webhooks-section.tsx';
import { ActsSection } from './acts-section.tsx';
import { ChamberSection } from './chamber-section.tsx';
import { ClientsSection } from './clients-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { TradeTrustSection } from './tradetrust-section.tsx';

/** One's own organisation: who signs in for it, and which systems act for it. */
export function OrganisationPage() {
  const text = useText();
  const { organisation } = useMe();
  const mayAdminister = useMay('organisation:administer');
  if (!mayAdminister) {
    return (
      <Empty icon={<UnknownIcon size={36} />} isPage title={text.ui.notPermitted.title}>
        {text.ui.notPermitted.lead}
      </Empty>
    );
  }
  return (
    <Page title={organisation.legalName} lead={text.organisation.lead}>
      <PeopleSection />
      <ClientsSection />
      <KeysSection />
      <WebhooksSection />
      {organisation.role === 'exporter' && <UndertakingsSection />}
      {organisation.role === 'chamber' && <ChamberSection />}
      {organisation.role === 'chamber' && <TradeTrustSection />}
      {organisation.role === 'federation' && <ValiditySection />}
      <ActsSection />
    </Page>
  );
}
