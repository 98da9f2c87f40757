import { useState } from 'react';
import { useFormat, useText } from '../text/text.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { tones as outcomeTones } from '../verification/tones.ts';
import classes from './inquiries.module.css';
import type { Found, Result } from './run-many.ts';

const tones: Readonly<Record<Found, Tone>> = { ...outcomeTones, unknown: 'wait', unreadable: 'wait' };
/** Ten thousand rows at once would hold the page up. */
const shownAtOnce = 200;

/** What needs a look comes first. */
const isFine = ({ found }: Result): boolean => found === 'valid';

export function ManyTable({ results }: { readonly results: readonly Result[] }) {
  const text = useText();
  const format = useFormat();
  const words = text.inquiries;
  const [shown, setShown] = useState(shownAtOnce);
  const columns: readonly Column[] = [
    { name: words.what },
    { name: words.certificate, keep: 'below' },
    { name: words.parties, keep: 'lesser' },
    { name: words.goods, keep: 'lesser' },
    { name: words.verdict },
  ];
  const sorted = [...results.filter((one) => !isFine(one)), ...results.filter(isFine)];
  return (
    <>
      <List label={words.results} columns={columns}>
        {sorted.slice(0, shown).map(({ name, found, certificate, isWatched }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be given twice
          <Row key={`${place} ${name}`}>
            <Cell>{name}</Cell>
            <Cell keep="below">
              {certificate !== null && (
                <>
                  {certificate.number}
                  <p className={classes.quiet}>
                    {words.issuedBy(certificate.issuer, format.date(certificate.validFrom))}
                  </p>
                </>
              )}
            </Cell>
            <Cell keep="lesser">
              {certificate !== null &&
                [certificate.consignor, certificate.consignee ?? '', countryOf(certificate.destination)]
                  .filter(Boolean)
                  .join(' → ')}
            </Cell>
            <Cell keep="lesser">{certificate?.goods}</Cell>
            <Cell>
              <Mark tone={tones[found]}>{words.found[found]}</Mark>
              {isWatched && <p className={classes.quiet}>{words.isWatched}</p>}
            </Cell>
          </Row>
        ))}
      </List>
      <MoreButton
        paging={{
          hasNextPage: sorted.length > shown,
          isFetchingNextPage: false,
          fetchNextPage: () => setShown(shown + shownAtOnce),
        }}
      />
    </>
  );

  function countryOf(code: string | null): string {
    return code === null ? '' : format.country(code);
  }
}
