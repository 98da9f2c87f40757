import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { isDeskView, queueQuery } from '../api/desk.ts';
import { useMay } from '../app/session.tsx';
import { isKind } from '../certified/kind-choice.tsx';
import { useText } from '../text/text.tsx';
import { UnknownIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Desk } from './desk.tsx';
import { ViewsBar } from './views-bar.tsx';

/** Where a chamber's officer decides on applications. */
export function DeskPage() {
  const text = useText();
  const mayDecide = useMay('certificate:issue');
  const [address] = useSearchParams();
  const asked = address.get('view');
  const view = isDeskView(asked) ? asked : 'open';
  const only = address.get('kind') ?? undefined;
  const kind = isKind(only) ? only : undefined;
  const query = useQuery({ ...queueQuery(view, kind), enabled: mayDecide });
  if (!mayDecide) {
    return (
      <Empty icon={<UnknownIcon size={36} />} isPage title={text.ui.notPermitted.title}>
        {text.ui.notPermitted.lead}
      </Empty>
    );
  }
  if (query.data !== undefined)
    return <Desk key={`${view} ${kind}`} queue={query.data} view={view} kind={kind} />;
  return (
    <Page title={text.desk.title}>
      <ViewsBar view={view} kind={kind} />
      <QueryView query={query} lines={12}>
        {() => null}
      </QueryView>
    </Page>
  );
}
