import { Button, Checkbox } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { type CertificateSummary, certificatesQuery } from '../api/certificates.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useAddressOf } from '../home/work-section.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { CertificateIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, LinkCell, List, Row } from '../ui/list.tsx';
import type { Paging } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Sealing } from '../ui/sealing.tsx';
import classes from './bulk.module.css';
import { BulkBar } from './bulk-bar.tsx';
import { CertificateFilters, useCertificateFilter } from './certificate-filters.tsx';
import { CertificateStateMark } from './certificate-state.tsx';

export function CertificatesPage() {
  const text = useText();
  const { role } = useMe().organisation;
  const mayApply = useMay('certificate:apply');
  const filter = useCertificateFilter();
  const query = useInfiniteQuery(certificatesQuery(filter));
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const words = text.certificates;
  const nothing = isFiltered ? words.nothingFound : role === 'chamber' ? words.emptyChamber : words.empty;
  return (
    <Page
      title={words.title}
      lead={role === 'chamber' ? words.lead.chamber : words.lead.other}
      actions={
        mayApply && (
          <>
            <Button component={Link} to="/certificates/files" variant="default">
              {text.files.open}
            </Button>
            <Button component={Link} to="/certificates/new">
              {text.application.apply}
            </Button>
          </>
        )
      }
    >
      <CertificateFilters />
      <ItemsView query={query} icon={<CertificateIcon size={40} />} nothing={nothing}>
        {(items) => <Certificates items={items} paging={query} />}
      </ItemsView>
    </Page>
  );
}

interface CertificatesProps {
  readonly items: readonly CertificateSummary[];
  readonly paging: Paging;
}

function Certificates({ items, paging }: CertificatesProps) {
  const text = useText();
  const format = useFormat();
  const addressOf = useAddressOf();
  const mayChoose = useMay('pouch:write');
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set());
  // What a filter hides is not acted upon.
  const chosen = items.filter(({ id }) => chosenIds.has(id));
  const choose = (list: readonly CertificateSummary[]) => setChosenIds(new Set(list.map(({ id }) => id)));
  const words = text.certificates;
  const all: Column = {
    name: text.bulk.chooseAll,
    head: (
      <Checkbox
        aria-label={text.bulk.chooseAll}
        checked={chosen.length === items.length}
        indeterminate={chosen.length > 0 && chosen.length < items.length}
        onChange={(event) => choose(event.currentTarget.checked ? items : [])}
      />
    ),
  };
  const columns: readonly Column[] = [
    ...(mayChoose ? [all] : []),
    { name: words.number },
    { name: words.consignee, keep: 'tablet' },
    { name: words.destination, keep: 'lesser' },
    { name: words.state, keep: 'below' },
    { name: words.sealed, keep: 'tablet' },
  ];
  return (
    <>
      <List label={words.title} columns={columns} paging={paging}>
        {items.map((item) => {
          const { id, number, consignee, destinationCountry, document, state, sealing } = item;
          const destination = destinationCountry === null ? '' : format.country(destinationCountry);
          const name = number ?? words.noNumber;
          const title = document === null ? '' : text.certified.named(document.title, document.number);
          return (
            <Row key={id}>
              {mayChoose && (
                <Cell>
                  <div className={classes.choice}>
                    <Checkbox
                      aria-label={text.bulk.choose(format.inLine([name, consignee]))}
                      checked={chosenIds.has(id)}
                      onChange={(event) =>
                        choose(
                          event.currentTarget.checked
                            ? [...chosen, item]
                            : chosen.filter((other) => other.id !== id),
                        )
                      }
                    />
                  </div>
                </Cell>
              )}
              <LinkCell
                to={addressOf(item)}
                isNumber={number !== null}
                small={format.inLine([title, consignee, destination])}
              >
                {name}
              </LinkCell>
              <Cell keep="tablet">
                {consignee}
                {title !== '' && <span className={classes.document}>{title}</span>}
              </Cell>
              <Cell keep="lesser">{destination}</Cell>
              <Cell keep="below">
                <CertificateStateMark state={state} />
              </Cell>
              <Cell keep="tablet" quiet>
                {sealing === null ? (
                  <span className={classes.short}>{words.notIssued}</span>
                ) : (
                  <Sealing sealing={sealing} isShort />
                )}
              </Cell>
            </Row>
          );
        })}
      </List>
      <BulkBar chosen={chosen} onChosen={choose} />
    </>
  );
}
