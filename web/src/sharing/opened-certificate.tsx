import { useQuery } from '@tanstack/react-query';
import { openingCertificateQuery } from '../api/sharing.ts';
import { QueryView } from '../ui/query-view.tsx';
import { CertificateData } from '../verification/certificate-data.tsx';

/** A certificate of a pouch that was opened with a link. */
export function OpenedCertificate({ id }: { readonly id: string }) {
  const query = useQuery(openingCertificateQuery(id));
  return (
    <QueryView query={query} lines={12}>
      {(certificate) => <CertificateData certificate={certificate} />}
    </QueryView>
  );
}
