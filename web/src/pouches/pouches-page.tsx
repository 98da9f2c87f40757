import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { makePouch, type PouchSummary, pouchesQuery } from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { ReceivedLink } from '../sharing/received-link.tsx';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { PouchIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, LinkCell, List, Row } from '../ui/list.tsx';
import type { Paging } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Sealing } from '../ui/sealing.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Toolbar } from '../ui/toolbar.tsx';
import { useFilter } from '../ui/use-filter.ts';
import { PouchStateMark } from './pouch-state.tsx';

export function PouchesPage() {
  const { pouches: words } = useText();
  const [q, setQ] = useFilter('q');
  const mayMake = useMay('pouch:write');
  const query = useInfiniteQuery(pouchesQuery({ q }));
  return (
    <Page title={words.title} lead={words.lead} actions={mayMake && <MakePouch />}>
      <Toolbar>
        <SearchField label={words.searchLabel} value={q ?? ''} onSearch={setQ} />
        <ReceivedLink />
      </Toolbar>
      <ItemsView
        query={query}
        icon={<PouchIcon size={40} />}
        nothing={q === undefined ? words.empty : words.nothingFound}
      >
        {(items) => <Pouches items={items} paging={query} />}
      </ItemsView>
    </Page>
  );
}

interface PouchesProps {
  readonly items: readonly PouchSummary[];
  readonly paging: Paging;
}

function Pouches({ items, paging }: PouchesProps) {
  const { pouches: words } = useText();
  const me = useMe().organisation;
  const columns: readonly Column[] = [
    { name: words.name },
    { name: words.owner, keep: 'tablet' },
    { name: words.contents, keep: 'lesser' },
    { name: words.state },
    { name: words.sealed, keep: 'tablet' },
  ];
  return (
    <List label={words.title} columns={columns} paging={paging}>
      {items.map(({ id, title, owner, counts, state, sealing }) => {
        const ownerName = owner.id === me.id ? words.yours : owner.legalName;
        return (
          <Row key={id}>
            <LinkCell to={`/pouches/${id}`} small={ownerName}>
              {title}
            </LinkCell>
            <Cell keep="tablet">{ownerName}</Cell>
            <Cell keep="lesser">{words.counts(counts.certificates, counts.documents)}</Cell>
            <Cell>
              <PouchStateMark state={state} />
            </Cell>
            <Cell keep="tablet" quiet>
              <Sealing sealing={sealing} />
            </Cell>
          </Row>
        );
      })}
    </List>
  );
}

function MakePouch() {
  const { pouches: words } = useText();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const making = useAct(makePouch, ({ id }) => void navigate(`/pouches/${id}`));
  return (
    <>
      <Button onClick={() => setOpen(true)}>{words.make}</Button>
      <FormDialog
        title={words.makeTitle}
        submit={words.make}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={making.isActing}
        problem={making.problem}
        onSubmit={() => making.act({ title: title.trim() })}
      >
        <TextInput
          label={words.makeName}
          description={words.makeNameLead}
          required
          withAsterisk={false}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
      </FormDialog>
    </>
  );
}
