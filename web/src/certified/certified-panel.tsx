import { certifiedAddress } from '../api/certificates.ts';
import { proofAddress } from '../api/records.ts';
import panels from '../certificates/panels.module.css';
import { DisclosureLink } from '../disclosure/disclosure-link.tsx';
import { useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { Section } from '../ui/page.tsx';

interface CertifiedPanelProps {
  readonly id: string;
  readonly recordId: string;
}

/** The certified file and its proof: together they can be verified by anybody. */
export function CertifiedPanel({ id, recordId }: CertifiedPanelProps) {
  const { certificates, certified: words } = useText();
  return (
    <Section title={words.panel}>
      <p className={panels.lead}>{words.panelLead}</p>
      <ul className={panels.files}>
        <li>
          <DownloadLink address={certifiedAddress(id)}>{words.download}</DownloadLink>
          <span className={panels.quiet}>PDF</span>
        </li>
        <li>
          <DownloadLink address={proofAddress(recordId)}>{certificates.proof}</DownloadLink>
          <span className={panels.quiet}>JSON</span>
        </li>
        <DisclosureLink id={id} />
      </ul>
    </Section>
  );
}
