import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Shown } from '../api/sharing.ts';
import { useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { Facts } from '../ui/facts.tsx';
import { DownloadIcon } from '../ui/icons.tsx';
import { Section } from '../ui/page.tsx';
import { CertificateData } from '../verification/certificate-data.tsx';
import { OpenedCertificate } from './opened-certificate.tsx';
import classes from './sharing.module.css';

type Pouch = NonNullable<Shown['pouch']>;

interface PortionViewProps {
  readonly shown: Shown;
  /** Where a version of a document is; null: it may be seen and not downloaded. */
  readonly documentAddress: ((id: string, version: number) => string) | null;
}

/** What was shared, read by somebody who does not see the rest: a certificate, or a pouch or some documents of it. */
export function PortionView({ shown: { certificate, pouch }, documentAddress }: PortionViewProps) {
  const { sharing: words } = useText();
  const [open, setOpen] = useState<string | null>(null);
  if (certificate !== null) return <CertificateData certificate={certificate} />;
  if (pouch === null) return null;
  return (
    <>
      {pouch.cover !== null && <Cover pouch={pouch} />}
      <Section title={words.documents}>
        {pouch.documents.length === 0 ? (
          <p className={classes.quiet}>{words.noneInIt}</p>
        ) : (
          <Documents documents={pouch.documents} address={documentAddress} />
        )}
      </Section>
      {pouch.certificates.length > 0 && (
        <Section title={words.certificates}>
          <ul className={classes.readers}>
            {pouch.certificates.map(({ id, number, chamber }) => (
              <li key={id}>
                <div>
                  <p className={classes.name}>{number}</p>
                  <p className={classes.quiet}>{chamber.legalName}</p>
                </div>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={words.showCertificate(number)}
                  onClick={() => setOpen(id)}
                >
                  {words.open}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {open !== null && <OpenedCertificate key={open} id={open} />}
    </>
  );
}

function Cover({ pouch: { cover } }: { readonly pouch: Pouch }) {
  const { pouches: words } = useText();
  const format = useFormat();
  const written = Object.entries(words.coverFields).map(([name, label]): [string, string | null] => {
    const value = cover?.[name as keyof NonNullable<Pouch['cover']>];
    if (value === undefined) return [label, null];
    if (typeof value !== 'string') return [label, value.join(', ')];
    return [label, name === 'destinationCountry' ? format.country(value) : value];
  });
  if (written.every(([, value]) => value === null)) return null;
  return (
    <Section title={words.cover}>
      <Facts facts={written} />
    </Section>
  );
}

interface DocumentsProps {
  readonly documents: Pouch['documents'];
  readonly address: PortionViewProps['documentAddress'];
}

function Documents({ documents, address }: DocumentsProps) {
  const { sharing: words, pouches } = useText();
  const format = useFormat();
  return (
    <ul className={classes.readers}>
      {documents.map(({ id, name, latest }) => (
        <li key={id}>
          <div>
            <p className={classes.name}>{name}</p>
            <p className={classes.quiet}>
              {format.inLine(
                [format.fileSize(latest.size), words.version(latest.version), format.date(latest.addedAt)],
                ' · ',
              )}
            </p>
          </div>
          {address !== null && (
            <DownloadLink address={address(id, latest.version)} label={pouches.downloadFile(name)}>
              <DownloadIcon size={18} />
            </DownloadLink>
          )}
        </li>
      ))}
    </ul>
  );
}
