import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type CertificateSummary, isEditable } from '../api/certificates.ts';
import type { Handover } from '../api/handovers.ts';
import { useMay, useMe } from '../app/session.tsx';
import { CertificateStateMark } from '../certificates/certificate-state.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { CertificateIcon, HandoverIcon } from '../ui/icons.tsx';
import { Section } from '../ui/page.tsx';
import classes from './work.module.css';

interface WorkSectionProps<T> {
  readonly title: string;
  /** Where all of them are. */
  readonly to: string;
  /** The first of them; none where it is not this person's part. */
  readonly items: readonly T[] | null | undefined;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** Some of what needs one; nothing at all where there is none. */
export function WorkSection<T>({ title, to, items, children }: WorkSectionProps<T>) {
  const { home: words } = useText();
  if (items == null || items.length === 0) return null;
  return (
    <Section
      title={title}
      actions={
        <Anchor component={Link} to={to} size="sm" aria-label={words.allOf(title)}>
          {words.all}
        </Anchor>
      }
    >
      <ul className={classes.rows}>{children(items)}</ul>
    </Section>
  );
}

/** Where a certificate in a list leads: an application of ours that is still to be written, into its form. */
export function useAddressOf(): (certificate: CertificateSummary) => string {
  const { organisation } = useMe();
  const mayApply = useMay('certificate:apply');
  return ({ id, state, applicant }) => {
    const isOurs = mayApply && applicant.id === organisation.id;
    return isOurs && isEditable(state) ? `/certificates/${id}/edit` : `/certificates/${id}`;
  };
}

interface CertificateRowsProps {
  /** Of what came back, with the reason. */
  readonly items: readonly (CertificateSummary & {
    readonly decision?: { readonly reason: string } | null;
  })[];
}

export function CertificateRows({ items }: CertificateRowsProps) {
  const { certificates: words } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const addressOf = useAddressOf();
  return items.map((item) => {
    const { id, number, consignee, destinationCountry, state, applicant, createdAt, submittedAt, decision } =
      item;
    const small = [
      applicant.id === organisation.id ? undefined : applicant.legalName,
      destinationCountry === null ? undefined : format.country(destinationCountry),
      format.dateTime(submittedAt ?? createdAt),
    ];
    return (
      <li key={id} className={classes.row}>
        <CertificateIcon size={22} />
        <div className={classes.words}>
          <Link to={addressOf(item)} className={classes.link ?? ''}>
            {format.inLine([number, consignee]) || words.noNumber}
          </Link>
          <p>{format.inLine(small, ' · ')}</p>
          {decision != null && <p>{decision.reason}</p>}
        </div>
        <CertificateStateMark state={state} />
      </li>
    );
  });
}

export function HandoverRows({ items }: { readonly items: readonly Handover[] }) {
  const { handovers: words } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  return items.map(({ id, subject, from, to, message, expiresAt }) => {
    const isOurs = from.id === organisation.id;
    return (
      <li key={id} className={classes.row}>
        <HandoverIcon size={22} />
        <div className={classes.words}>
          <Link to={isOurs ? '/handovers?box=outgoing' : '/handovers'} className={classes.link ?? ''}>
            {subject?.name ?? (subject === null ? words.unseen : words.kinds[subject.kind])}
          </Link>
          <p>
            {format.inLine(
              [
                isOurs ? words.to(to.legalName) : words.from(from.legalName),
                words.expiresOn(format.dateTime(expiresAt)),
              ],
              ' · ',
            )}
          </p>
          {message !== '' && <p>{message}</p>}
        </div>
      </li>
    );
  });
}
