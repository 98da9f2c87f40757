import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { type Certificate, isEditable } from '../../api/certificates.ts';
import { useMay, useMe } from '../../app/session.tsx';
import { useText } from '../../text/text.tsx';
import { AbandonButton } from './abandon-button.tsx';

/** What an applicant does with a certificate of theirs, beside its title. */
export function ApplicationActions({ certificate }: { readonly certificate: Certificate }) {
  const { application: words } = useText();
  const { organisation } = useMe();
  const mayApply = useMay('certificate:apply');
  const { id, kind, state, applicant } = certificate;
  if (!mayApply || applicant.id !== organisation.id) return null;
  return (
    <>
      {isEditable(state) && (
        <Button component={Link} to={`/certificates/${id}/edit`}>
          {state === 'draft' ? words.edit : words.mend}
        </Button>
      )}
      {isEditable(state) && <AbandonButton id={id} />}
      <Button component={Link} to={`/certificates/new?kind=${kind}&from=${id}`} variant="default">
        {words.copyIt}
      </Button>
    </>
  );
}
