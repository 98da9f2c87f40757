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
import { GivenParts } from './given-parts.tsx';
import { ShareDialog } from './share-dialog.tsx';
import classes from './sharing.module.css';

/** Who can see a record and why, and sharing it with one more: what is over stays evidence, and can be shown. */
export function AccessPanel({ recordId }: { readonly recordId: string }) {
  const { access: words } = useText();
  const isSharer = useMay('record:share');
  const { organisation } = useMe();
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({ ...sharesQuery(recordId), enabled: isSharer });
  const ending = useAct(endShare);
  const mayShare = query.data?.items.some(
    (one) => one.organisation.id === organisation.id && one.rights.includes('share'),
  );
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
                following={followingOf(share, items)}
                mayEnd={mayEnd(share, items, organisation.id)}
                onEnd={() => ending.act({ recordId, shareId: share.id })}
              />
            ))}
          </ul>
        )}
      </QueryView>
      <GivenParts recordId={recordId} />
      <ShareDialog recordId={recordId} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Section>
  );
}

/** Those that were given through it, hand by hand: they end with it. */
function followingOf({ id }: Share, all: readonly Share[]): readonly Share[] {
  return all
    .filter((one) => one.follows === id && one.through === null)
    .flatMap((one) => [one, ...followingOf(one, all)]);
}

/** By its owner, and by who gave it. */
function mayEnd({ basis, through, sharedBy }: Share, all: readonly Share[], ourId: string): boolean {
  const isOwner = all.some((one) => one.basis === 'owner' && one.organisation.id === ourId);
  return basis === 'share' && through === null && (isOwner || sharedBy?.id === ourId);
}

interface ReaderProps {
  readonly share: Share;
  readonly following: readonly Share[];
  readonly mayEnd: boolean;
  readonly onEnd: () => void;
}

function Reader({ share, following, mayEnd, onEnd }: ReaderProps) {
  const { access: words, sharing, ui } = useText();
  const format = useFormat();
  const { basis, rights, endsAt, sharedBy } = share;
  const may = words.may(format.list(rights.map((right) => words.rights[right] ?? right)));
  const until = endsAt === null ? '' : ` ${words.until(format.dateTime(endsAt))}`;
  const isSharedOn = share.follows !== null && share.through === null && sharedBy !== null;
  const names = format.list([...new Set(following.map((one) => one.organisation.legalName))]);
  return (
    <li>
      <div>
        <p className={classes.name}>{share.organisation.legalName}</p>
        <p className={classes.quiet}>
          {ui.sentence(isSharedOn ? words.sharedOnBy(sharedBy.legalName) : (words.bases[basis] ?? basis))}{' '}
          {ui.sentence(may + until)}
        </p>
        {share.actsFor !== null && (
          <p className={classes.quiet}>{sharing.actsForOwner(share.actsFor.legalName)}</p>
        )}
        {mayEnd && following.length > 0 && <p className={classes.quiet}>{words.endsAlso(names)}</p>}
      </div>
      {mayEnd && (
        <CloseButton size="sm" aria-label={words.endFor(share.organisation.legalName)} onClick={onEnd} />
      )}
    </li>
  );
}
