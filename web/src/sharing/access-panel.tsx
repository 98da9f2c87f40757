import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endShare, type Share, sharesQuery } from '../api/records.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { ShareDialog } from './share-dialog.tsx';
import classes from './sharing.module.css';

interface AccessPanelProps {
  readonly recordId: string;
  /** What is closed or revoked is shared with nobody more. */
  readonly isActive: boolean;
}

/** Who can see a record and why, and sharing it with one more. */
export function AccessPanel({ recordId, isActive }: AccessPanelProps) {
  const { access: words } = useText();
  const isSharer = useMay('record:share');
  const { organisation } = useMe();
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({ ...sharesQuery(recordId), enabled: isSharer });
  const ending = useAct(endShare);
  const mayShare =
    isActive &&
    query.data?.items.some((one) => one.organisation.id === organisation.id && one.rights.includes('share'));
  if (!isSharer) return null;
  return (
    <Section
      title={words.title}
      actions={
        mayShare && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {words.share}
          </Button>
        )
      }
    >
      <ProblemAlert problem={ending.problem} />
      <QueryView query={query} lines={2}>
        {({ items }) => (
          <ul className={classes.readers}>
            {items.map((share) => (
              <Reader
                key={share.id}
                share={share}
                onEnd={() => ending.act({ recordId, shareId: share.id })}
              />
            ))}
          </ul>
        )}
      </QueryView>
      <ShareDialog recordId={recordId} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Section>
  );
}

function Reader({ share, onEnd }: { readonly share: Share; readonly onEnd: () => void }) {
  const { access: words } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const { basis, rights, endsAt, sharedBy } = share;
  const may = words.may(format.list(rights.map((right) => words.rights[right] ?? right)));
  const until = endsAt === null ? '' : ` ${words.until(format.dateTime(endsAt))}`;
  const isOurs = basis === 'share' && sharedBy?.id === organisation.id && share.through === null;
  return (
    <li>
      <div>
        <p className={classes.name}>{share.organisation.legalName}</p>
        <p className={classes.quiet}>
          {words.bases[basis] ?? basis}. {may}
          {until}.
        </p>
      </div>
      {isOurs && (
        <CloseButton size="sm" aria-label={words.endFor(share.organisation.legalName)} onClick={onEnd} />
      )}
    </li>
  );
}
