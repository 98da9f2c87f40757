import { useQuery } from '@tanstack/react-query';
import type { Certificate } from '../api/certificates.ts';
import { messagesQuery } from '../api/messages.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { Section } from '../ui/page.tsx';
import { AnswerForm, Conversation } from './conversation.tsx';

/** What chamber and applicant say to each other, on the page of an application: it is nobody else's. */
export function CorrespondencePanel({ certificate }: { readonly certificate: Certificate }) {
  const { correspondence: words } = useText();
  const { organisation } = useMe();
  const mayApply = useMay('certificate:apply');
  const { id, state, applicant, chamber } = certificate;
  const isParty = [applicant.id, chamber.id].includes(organisation.id) && state !== 'draft';
  const { data } = useQuery({ ...messagesQuery(id), enabled: isParty });
  if (!isParty || data === undefined || data.items.length === 0) return null;
  return (
    <div className="screen-only">
      <Section title={words.title}>
        <Conversation id={id} />
        {mayApply && applicant.id === organisation.id && state === 'submitted' && <AnswerForm id={id} />}
      </Section>
    </div>
  );
}
