import { useInfiniteQuery } from '@tanstack/react-query';
import { type BulkRun, runsQuery } from '../../api/files.ts';
import { useMay } from '../../app/session.tsx';
import { useFormat, useText } from '../../text/text.tsx';
import { DocumentIcon, UnknownIcon } from '../../ui/icons.tsx';
import { ItemsView } from '../../ui/items-view.tsx';
import { Cell, LinkCell, List, Row } from '../../ui/list.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { FileUpload } from './file-upload.tsx';

/** `/certificates/files`: many applications at once, and the files that were sent. */
export function FilesPage() {
  const text = useText();
  const { files: words, certificates, ui } = text;
  const mayApply = useMay('certificate:apply');
  const query = useInfiniteQuery({ ...runsQuery, enabled: mayApply });
  if (!mayApply) {
    return (
      <Empty icon={<UnknownIcon size={36} />} title={ui.notPermitted.title} isPage>
        {ui.notPermitted.lead}
      </Empty>
    );
  }
  return (
    <Page title={words.title} lead={words.lead} parent={{ to: '/certificates', name: certificates.title }}>
      <FileUpload />
      <ItemsView query={query} icon={<DocumentIcon size={40} />} nothing={words.none}>
        {(items) => (
          <List
            label={words.sent}
            paging={query}
            columns={[
              { name: words.file },
              { name: words.sentAt, keep: 'tablet' },
              { name: words.accepted, keep: 'tablet' },
              { name: words.refused },
              { name: certificates.state },
            ]}
          >
            {items.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </List>
        )}
      </ItemsView>
    </Page>
  );
}

function RunRow({ run }: { readonly run: BulkRun }) {
  const format = useFormat();
  return (
    <Row>
      <LinkCell to={`/certificates/files/${run.id}`} small={run.chamber.legalName}>
        {run.fileName}
      </LinkCell>
      <Cell keep="tablet" quiet>
        {format.dateTime(run.createdAt)}
      </Cell>
      <Cell keep="tablet">{format.number(run.accepted + run.repeated)}</Cell>
      <Cell>{format.number(run.refused)}</Cell>
      <Cell>
        <RunMark run={run} />
      </Cell>
    </Row>
  );
}

const tones = { waiting: 'still', running: 'wait', finished: 'good', failed: 'bad' } as const;

export function RunMark({ run: { state, refused } }: { readonly run: BulkRun }) {
  const { files: words } = useText();
  const tone: Tone = state === 'finished' && refused > 0 ? 'wait' : tones[state];
  return <Mark tone={tone}>{words.states[state]}</Mark>;
}
