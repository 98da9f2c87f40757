import { Anchor, Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { type CertificateKind, DOCUMENT_FORM } from '../../../../core/certificate-kind.ts';
import { bookQuery, templateQuery } from '../../api/books.ts';
import { applyForCertificate, certificateQuery, certificatesQuery } from '../../api/certificates.ts';
import { organisationQuery } from '../../api/organisations.ts';
import { itemsOf } from '../../api/paging.ts';
import { useAct } from '../../api/use-act.ts';
import { useMay, useMe } from '../../app/session.tsx';
import { isKind, KindChoice } from '../../certified/kind-choice.tsx';
import { useFormat, useText } from '../../text/text.tsx';
import { UnknownIcon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { useFilter } from '../../ui/use-filter.ts';
import type { Goods } from '../read-goods.ts';
import { ChamberChoice } from './application-form.tsx';
import classes from './form.module.css';
import { without } from './form-model.ts';

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
  const { application: words, books } = useText();
  const { organisation } = useMe();
  const navigate = useNavigate();
  const [from, setFrom] = useFilter('from');
  const [address, setAddress] = useSearchParams();
  const asked = address.get('kind') ?? undefined;
  const kind = isKind(asked) ? asked : 'origin';
  const [chosen, setChosen] = useState<string>();
  const self = useQuery(organisationQuery(organisation.id));
  const templateId = from?.startsWith(templateMark) === true ? from.slice(templateMark.length) : undefined;
  const isCopy = from !== undefined && templateId === undefined;
  const copied = useQuery({ ...certificateQuery(from ?? ''), enabled: isCopy });
  const template = useQuery({ ...templateQuery(templateId ?? ''), enabled: templateId !== undefined });
  const begun = isCopy
    ? copied.data && { chamberId: copied.data.chamber.id, application: copied.data.application }
    : template.data;
  const chamberId = chosen ?? begun?.chamberId ?? '';
  const applying = useAct(
    applyForCertificate,
    ({ id }) => void navigate(`/certificates/${id}/edit`, { replace: true }),
  );
  const start = (event: FormEvent) => {
    event.preventDefault();
    // What was handed in with the earlier one is not handed in with this one.
    const application =
      begun === undefined ? startOf(self.data, kind) : without(begun.application, ['document.digest']);
    applying.act({ chamberId, application });
  };
  const isReady = chamberId !== '' && self.data !== undefined && (from === undefined || begun !== undefined);
  return (
    <Section title={words.startTitle}>
      <form onSubmit={start} className={classes.start}>
        <KindChoice value={kind} onChange={(chosen) => setAddress({ kind: chosen }, { replace: true })} />
        <ChamberChoice value={chamberId} onChange={setChosen} />
        <EarlierChoice kind={kind} value={from ?? ''} onChange={setFrom} />
        <ProblemAlert problem={copied.error ?? template.error ?? self.error ?? applying.problem} />
        <div>
          <Anchor component={Link} to="/books" size="sm">
            {books.title}
          </Anchor>
        </div>
        <div>
          <Button type="submit" disabled={!isReady} loading={applying.isActing}>
            {words.start}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** What `from` begins with when it names a template, not a certificate. */
const templateMark = 'template-';

interface EarlierChoiceProps {
  readonly kind: CertificateKind;
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function EarlierChoice({ kind, value, onChange }: EarlierChoiceProps) {
  const { application: words, books, certificates } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const templates = useInfiniteQuery({ ...bookQuery('template'), enabled: kind === 'origin' });
  const query = useInfiniteQuery(certificatesQuery({ kind, q: undefined, state: undefined }));
  const mine = (query.data === undefined ? [] : itemsOf(query.data)).filter(
    ({ applicant }) => applicant.id === organisation.id,
  );
  const choices = mine.map(({ id, number, consignee }) => ({
    value: id,
    label: format.inLine([words.fromCopy(number ?? certificates.noNumber), consignee]),
  }));
  const kept = (templates.data === undefined || kind === 'document' ? [] : itemsOf(templates.data)).map(
    ({ id, name }) => ({
      value: templateMark + id,
      label: books.fromTemplate(name),
    }),
  );
  const isKnown = value === '' || [...kept, ...choices].some((choice) => choice.value === value);
  return (
    <NativeSelect
      label={words.from}
      value={value}
      data={[
        { value: '', label: words.fromNothing },
        ...(isKnown ? [] : [{ value, label: words.fromCopy(certificates.one) }]),
        ...kept,
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
const startOf = (self: Self | undefined, kind: CertificateKind): Record<string, unknown> => ({
  ...(kind === 'document'
    ? { formType: DOCUMENT_FORM, certifies: 'signature' }
    : { formType: 'EU_NON_PREFERENTIAL', language: 'en' }),
  ...(self !== undefined && { consignor: { name: self.legalName, address: self.address } }),
});
