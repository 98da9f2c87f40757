import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { applyForCertificate, certificateQuery, certificatesQuery } from '../../api/certificates.ts';
import { organisationQuery } from '../../api/organisations.ts';
import { itemsOf } from '../../api/paging.ts';
import { useAct } from '../../api/use-act.ts';
import { useMay, useMe } from '../../app/session.tsx';
import { useText } from '../../text/text.tsx';
import { UnknownIcon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useFilter } from '../../ui/use-filter.ts';
import type { Goods } from '../read-goods.ts';
import { ChamberChoice } from './application-form.tsx';
import classes from './form.module.css';

/** `/certificates/new`: the chamber, and what to start from; `?from=` names a certificate to be copied. */
export function NewApplicationPage() {
  const text = useText();
  const { application: words, certificates } = text;
  if (!useMay('certificate:apply')) {
    return (
      <Empty icon={<UnknownIcon size={36} />} title={text.ui.notPermitted.title} isPage>
        {text.ui.notPermitted.lead}
      </Empty>
    );
  }
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      parent={{ to: '/certificates', name: certificates.title }}
    >
      <Start />
    </Page>
  );
}

function Start() {
  const { application: words } = useText();
  const { organisation } = useMe();
  const navigate = useNavigate();
  const [from, setFrom] = useFilter('from');
  const [chosen, setChosen] = useState<string>();
  const self = useQuery(organisationQuery(organisation.id));
  const copied = useQuery({ ...certificateQuery(from ?? ''), enabled: from !== undefined });
  const chamberId = chosen ?? copied.data?.chamber.id ?? '';
  const applying = useAct(
    applyForCertificate,
    ({ id }) => void navigate(`/certificates/${id}/edit`, { replace: true }),
  );
  const start = (event: FormEvent) => {
    event.preventDefault();
    const application = copied.data?.application ?? startOf(self.data);
    applying.act({ chamberId, application });
  };
  const isReady = chamberId !== '' && self.data !== undefined && (from === undefined || copied.isSuccess);
  return (
    <Section title={words.startTitle}>
      <form onSubmit={start} className={classes.start}>
        <ChamberChoice value={chamberId} onChange={setChosen} />
        <EarlierChoice value={from ?? ''} onChange={setFrom} />
        <ProblemAlert problem={copied.error ?? self.error ?? applying.problem} />
        <div>
          <Button type="submit" disabled={!isReady} loading={applying.isActing}>
            {words.start}
          </Button>
        </div>
      </form>
    </Section>
  );
}

interface EarlierChoiceProps {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function EarlierChoice({ value, onChange }: EarlierChoiceProps) {
  const { application: words, certificates } = useText();
  const { organisation } = useMe();
  const query = useInfiniteQuery(certificatesQuery({ q: undefined, state: undefined }));
  const mine = (query.data === undefined ? [] : itemsOf(query.data)).filter(
    ({ applicant }) => applicant.id === organisation.id,
  );
  const choices = mine.map(({ id, number, consignee }) => ({
    value: id,
    label: [words.fromCopy(number ?? certificates.noNumber), consignee].filter(Boolean).join(', '),
  }));
  const isKnown = value === '' || choices.some((choice) => choice.value === value);
  return (
    <NativeSelect
      label={words.from}
      value={value}
      data={[
        { value: '', label: words.fromNothing },
        ...(isKnown ? [] : [{ value, label: words.fromCopy(certificates.one) }]),
        ...choices,
      ]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface Self {
  readonly legalName: string;
  readonly address: Goods;
}

/** What is known of an application before anything is typed: who applies. */
const startOf = (self: Self | undefined): Record<string, unknown> => ({
  formType: 'EU_NON_PREFERENTIAL',
  language: 'en',
  ...(self !== undefined && { consignor: { name: self.legalName, address: self.address } }),
});
