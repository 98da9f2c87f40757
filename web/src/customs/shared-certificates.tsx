import { useInfiniteQuery } from '@tanstack/react-query';
import { certificatesQuery } from '../api/certificates.ts';
import { CertificateStateMark } from '../certificates/certificate-state.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { CertificateIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, LinkCell, List, Row } from '../ui/list.tsx';
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
    <ItemsView
      query={query}
      icon={<CertificateIcon size={40} />}
      nothing={q === undefined ? text.customs.emptyCertificates : words.nothingFound}
    >
      {(items) => (
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
      )}
    </ItemsView>
  );
}
