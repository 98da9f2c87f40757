import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { type Organisation, organisationQuery } from '../api/organisations.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { Columns } from '../ui/columns.tsx';
import { Code, Facts } from '../ui/facts.tsx';
import { Page, Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { IssuingKeys } from './issuing-keys.tsx';
import { KeyActs } from './key-acts.tsx';
import { Vouching } from './vouching.tsx';

/** One organisation: who it is, and of one that issues, its keys. */
export function OrganisationPage() {
  const { id = '' } = useParams();
  const query = useQuery({ ...organisationQuery(id), staleTime: 2_000 });
  return (
    <QueryView query={query} lines={10} isPage>
      {(organisation) => <OrganisationView organisation={organisation} />}
    </QueryView>
  );
}

function OrganisationView({ organisation }: { readonly organisation: Organisation }) {
  const text = useText();
  const words = text.organisations;
  const format = useFormat();
  const me = useMe();
  const { legalName, role, country, profile } = organisation;
  const isFederation = me.organisation.role === 'federation';
  const facts = (
    <Section title={words.facts}>
      <OrganisationFacts organisation={organisation} />
      <Vouching organisation={organisation} />
    </Section>
  );
  return (
    <Page
      title={legalName}
      lead={format.inLine([text.roles[role], format.country(country)])}
      parent={{ to: '/organisations', name: words.title }}
    >
      {profile === null ? (
        facts
      ) : (
        <Columns
          main={
            <Section title={words.keys}>
              <IssuingKeys keys={organisation.issuingKeys} />
              {isFederation && <KeyActs organisation={organisation} />}
            </Section>
          }
          side={facts}
        />
      )}
    </Page>
  );
}

function OrganisationFacts({ organisation }: { readonly organisation: Organisation }) {
  const words = useText().organisations;
  const format = useFormat();
  const { address, identifiers, vouchedBy, profile } = organisation;
  const voucher = useQuery({ ...organisationQuery(vouchedBy ?? ''), enabled: vouchedBy !== null });
  const lines = [
    address.line1,
    address.line2,
    [address.postcode, address.city].filter(Boolean).join(' '),
    format.country(address.country),
  ].filter((line) => line !== undefined);
  return (
    <Facts
      facts={[
        [
          words.address,
          lines.map((line) => (
            <span key={line} style={{ display: 'block' }}>
              {line}
            </span>
          )),
        ],
        [
          words.identifiers,
          identifiers.length === 0
            ? null
            : identifiers.map(({ scheme, value }) => (
                <span key={scheme + value} style={{ display: 'block' }}>
                  {scheme.toUpperCase()} {value}
                </span>
              )),
        ],
        [
          words.vouchedBy,
          vouchedBy === null && profile === null ? words.notVouched : (voucher.data?.legalName ?? null),
        ],
        [words.did, profile === null ? null : <Code key="did">{profile.did}</Code>],
      ]}
    />
  );
}
