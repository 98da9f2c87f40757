import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { extractDocument, extractProof, extractQuery } from '../api/sharing.ts';
import { useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { PortionView } from './portion-view.tsx';

/** One part of a record that a partner shared with us. */
export function ExtractPage() {
  const { id = '' } = useParams();
  const { sharing: words } = useText();
  const format = useFormat();
  const query = useQuery(extractQuery(id));
  return (
    <QueryView query={query} lines={12} isPage>
      {({ shown, from, number, documents, rights, endsAt }) => {
        const mayDownload = rights.includes('download');
        const until = endsAt === null ? '' : ` ${words.untilLead(format.dateTime(endsAt))}`;
        return (
          <Page
            title={number === null ? words.documentsOf(documents) : words.certificateNumber(number)}
            lead={`${words.fromLead(from.legalName)}${until}`}
            parent={{ to: '/received', name: words.receivedTitle }}
            actions={
              mayDownload &&
              shown.certificate !== null && (
                <DownloadLink address={extractProof(id)}>{words.proof}</DownloadLink>
              )
            }
          >
            <PortionView
              shown={shown}
              documentAddress={
                mayDownload ? (document, version) => extractDocument(id, document, version) : null
              }
            />
          </Page>
        );
      }}
    </QueryView>
  );
}
