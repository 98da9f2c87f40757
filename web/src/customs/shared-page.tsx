import { SegmentedControl } from '@mantine/core';
import { useMay } from '../app/session.tsx';
import { ReceivedLink } from '../sharing/received-link.tsx';
import { useText } from '../text/text.tsx';
import { UnknownIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Toolbar } from '../ui/toolbar.tsx';
import { useFilter } from '../ui/use-filter.ts';
import { SharedCertificates } from './shared-certificates.tsx';
import { SharedPouches } from './shared-pouches.tsx';

/** Customs' day: all that the parties let the office see, each a click away from its verdict. */
export function SharedPage() {
  const text = useText();
  const words = text.customs;
  const maySee = useMay('pouch:read');
  const [kind, setKind] = useFilter('kind');
  const [q, setQ] = useFilter('q');
  if (!maySee) {
    return (
      <Empty icon={<UnknownIcon size={36} />} title={text.ui.notPermitted.title} isPage>
        {text.ui.notPermitted.lead}
      </Empty>
    );
  }
  const arePouches = kind === 'pouches';
  return (
    <Page title={words.title} lead={words.lead}>
      <Toolbar>
        <SegmentedControl
          aria-label={words.kinds}
          value={arePouches ? 'pouches' : 'certificates'}
          onChange={(value) => setKind(value === 'pouches' ? value : undefined)}
          data={[
            { value: 'certificates', label: text.certificates.title },
            { value: 'pouches', label: text.pouches.title },
          ]}
        />
        <SearchField
          key={String(arePouches)}
          label={arePouches ? text.pouches.searchLabel : text.certificates.searchLabel}
          value={q ?? ''}
          onSearch={setQ}
        />
        <ReceivedLink />
      </Toolbar>
      {arePouches ? <SharedPouches q={q} /> : <SharedCertificates q={q} />}
    </Page>
  );
}
