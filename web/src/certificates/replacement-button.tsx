import { Button } from '@mantine/core';
import { useNavigate } from 'react-router';
import { applyForReplacement } from '../api/after-issuing.ts';
import { type Certificate, isInForce } from '../api/certificates.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';

/** For the applicant of what is in force: what is wrong in it is applied for anew. */
export function ReplacementButton({ certificate }: { readonly certificate: Certificate }) {
  const { afterIssuing: words } = useText();
  const { organisation } = useMe();
  const mayApply = useMay('certificate:apply');
  const navigate = useNavigate();
  const { act, isActing } = useAct(
    applyForReplacement,
    ({ id }) => void navigate(`/certificates/${id}/edit`),
  );
  const { id, state, applicant } = certificate;
  if (!mayApply || applicant.id !== organisation.id || !isInForce(state)) return null;
  return (
    <Button variant="default" loading={isActing} onClick={() => act(id)}>
      {words.replace}
    </Button>
  );
}
