import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { certificateQuery } from '../api/certificates.ts';
import { useText } from '../text/text.tsx';

/** In the list of files: leads to the choice of fields; only whoever may download the certificate is told its code. */
export function DisclosureLink({ id }: { readonly id: string }) {
  const { disclosure: words } = useText();
  const { data: certificate } = useQuery(certificateQuery(id));
  if (certificate?.verificationCode == null) return null;
  return (
    <li>
      <Anchor component={Link} to={`/certificates/${id}/copy`} inherit>
        {words.act}
      </Anchor>
    </li>
  );
}
