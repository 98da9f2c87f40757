import { useInfiniteQuery } from '@tanstack/react-query';
import { certificatesQuery } from '../api/certificates.ts';
import { itemsOf } from '../api/paging.ts';
import { CertificateStateMark } from '../certificates/certificate-state.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { CertificateIcon } from '../ui/icons.tsx';
import { Cell, type Column, LinkCell, List, Row } from '../ui/list.tsx';
import { Empty } from '../ui/notice.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { VerifyLink } from './verify-link.tsx';

export function SharedCertificates({ q }: { readonly q: string | undefined }) {
  const text = useText();
  const format = useFormat();
  const words = text.certificates;
  const query = useInfiniteQuery(certificatesQuery({ q, state: undefined }));
  const columns: readonly Column[] = [
    { name: words.number },
    { name: words.applicant, keep: 'tablet' },
    { name: words.consignee, keep: 'lesser' },
    { name: words.state, keep: 'tablet' },
    { name: text.customs.verify },
  ];
  return (
    <QueryView query={query}>
      {(data) => {
        const items = itemsOf(data);
        const nothing = q === undefined ? text.customs.emptyCertificates : words.nothingFound;
        if (items.length === 0) {
          return (
            <Empty icon={<CertificateIcon size={40} />} title={nothing.title}>
              {nothing.lead}
            </Empty>
          );
        }
        return (
          <List label={words.title} columns={columns} paging={query}>
            {items.map(({ id, recordId, number, applicant, consignee, destinationCountry, state }) => {
              const destination = destinationCountry === null ? '' : format.country(destinationCountry);
              const receiver = format.inLine([consignee, destination]);
              const name = number ?? words.noNumber;
              return (
                <Row key={id}>
                  <LinkCell
                    to={`/certificates/${id}`}
                    small={format.inLine([applicant.legalName, words.states[state]])}
                  >
                    {name}
                  </LinkCell>
                  <Cell keep="tablet">{applicant.legalName}</Cell>
                  <Cell keep="lesser">{receiver}</Cell>
                  <Cell keep="tablet">
                    <CertificateStateMark state={state} />
                  </Cell>
                  <Cell>{recordId !== null && <VerifyLink recordId={recordId} name={name} />}</Cell>
                </Row>
              );
            })}
          </List>
        );
      }}
    </QueryView>
  );
}
