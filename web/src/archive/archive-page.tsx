import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type Archived, type ArchiveView, archiveQuery, retentionSettingsQuery } from '../api/retention.ts';
import { useMay } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { DocumentIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, LinkCell, List, Row } from '../ui/list.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import type { Paging } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { useFilter } from '../ui/use-filter.ts';
import classes from './archive.module.css';
import { type Standing, standingOf, today, whyKept } from './kept-words.ts';
import { RetentionSettingsSection } from './retention-settings.tsx';
import { TermsSection } from './terms-section.tsx';

const views: readonly ArchiveView[] = ['ended', 'held', 'erasing', 'erased'];

/** Records that are over: how long they are kept, what is held, what is to be erased and what was. */
export function ArchivePage() {
  const { archive: words } = useText();
  const mayAdminister = useMay('organisation:administer');
  const [chosen, setChosen] = useFilter('view');
  const view = views.find((one) => one === chosen) ?? 'ended';
  const query = useInfiniteQuery(archiveQuery(view));
  const settings = useQuery(retentionSettingsQuery);
  // What is below stands still when it comes: it comes when everything above it is there.
  const isAbove = !query.isLoading && !settings.isLoading;
  return (
    <Page title={words.title} lead={words.lead}>
      <SegmentedControl
        aria-label={words.viewsLabel}
        value={view}
        onChange={(value) => setChosen(value === 'ended' ? undefined : value)}
        data={views.map((value) => ({ value, label: words.views[value] }))}
        className={classes.filter ?? ''}
      />
      <ItemsView query={query} icon={<DocumentIcon size={40} />} nothing={words.empty[view]}>
        {(items) => <Records items={items} paging={query} />}
      </ItemsView>
      {isAbove && mayAdminister && <RetentionSettingsSection />}
      {isAbove && <TermsSection />}
    </Page>
  );
}

const tones: Readonly<Record<Standing, Tone>> = {
  kept: 'good',
  free: 'still',
  held: 'wait',
  asked: 'wait',
  waiting: 'bad',
  erased: 'still',
};

function Records({ items, paging }: { readonly items: readonly Archived[]; readonly paging: Paging }) {
  const { archive: words } = useText();
  const columns: readonly Column[] = [
    { name: words.record },
    { name: words.since, keep: 'tablet' },
    { name: words.keptUntil, keep: 'lesser' },
    { name: words.standing },
  ];
  return (
    <List label={words.title} columns={columns} paging={paging}>
      {items.map((item) => (
        <Record key={item.recordId} item={item} />
      ))}
    </List>
  );
}

function Record({ item }: { readonly item: Archived }) {
  const text = useText();
  const { archive: words } = text;
  const format = useFormat();
  const { kind, subject, kept, at, erasure } = item;
  const standing = standingOf(item, today());
  const until = kept === null ? null : format.date(kept.until);
  const small = kept === null ? undefined : whyKept(kept, text);
  const page = kind === 'certificate' ? '/certificates' : '/pouches';
  return (
    <Row>
      {subject === null ? (
        <Cell>{words.erasedName[kind]}</Cell>
      ) : (
        <LinkCell to={`${page}/${subject.id}`} isNumber={kind === 'certificate'} small={small}>
          {subject.name}
        </LinkCell>
      )}
      <Cell keep="tablet" quiet>
        {format.date(at)}
      </Cell>
      <Cell keep="lesser">{until ?? (item.erasedAt === null ? words.noTerm : '')}</Cell>
      <Cell>
        <Mark tone={tones[standing]}>
          {words.states[standing]}
          {standing === 'waiting' && erasure?.dueAt != null && ` · ${format.date(erasure.dueAt)}`}
        </Mark>
      </Cell>
    </Row>
  );
}
