import { Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  endExtract,
  endLink,
  extractsQuery,
  invitationsQuery,
  linksQuery,
  sendAgain,
  withdrawInvitation,
} from '../api/sharing.ts';
import { useAct } from '../api/use-act.ts';
import { useFormat, useText } from '../text/text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './sharing.module.css';

/** What of a record is given beside whole shares: parts of it, links, open invitations; each can be ended. */
export function GivenParts({ recordId }: { readonly recordId: string }) {
  const { sharing: words, access } = useText();
  const format = useFormat();
  const extracts = useQuery(extractsQuery(recordId)).data?.items ?? [];
  const links = useQuery(linksQuery(recordId)).data?.items ?? [];
  const invitations = useQuery(invitationsQuery(recordId)).data?.items ?? [];
  const endingExtract = useAct(endExtract);
  const endingLink = useAct(endLink);
  const withdrawing = useAct(withdrawInvitation);
  const sending = useAct(sendAgain);
  const until = (time: string | null) => (time === null ? [] : [access.until(format.dateTime(time))]);
  if (extracts.length + links.length + invitations.length === 0) return null;
  return (
    <>
      <ProblemAlert
        problem={endingExtract.problem ?? endingLink.problem ?? withdrawing.problem ?? sending.problem}
      />
      <ul className={classes.readers}>
        {extracts.map(({ id, organisation, documentIds, hidden, endsAt }) => (
          <Given
            key={id}
            name={organisation.legalName}
            says={[
              documentIds === null
                ? words.extractHidden(hidden?.length ?? 0)
                : words.extractOfDocuments(documentIds.length),
              ...until(endsAt),
            ]}
          >
            <CloseButton
              size="sm"
              aria-label={access.endFor(organisation.legalName)}
              onClick={() => endingExtract.act({ recordId, id })}
            />
          </Given>
        ))}
        {links.map(({ id, label, state, openings, expiresAt }) => (
          <Given
            key={id}
            name={words.linkFor(label)}
            says={[
              state === 'locked'
                ? words.linkLocked
                : openings === 0
                  ? words.linkNever
                  : words.linkOpened(openings),
              ...until(expiresAt),
            ]}
          >
            <CloseButton
              size="sm"
              aria-label={words.endLinkFor(label)}
              onClick={() => endingLink.act({ recordId, id })}
            />
          </Given>
        ))}
        {invitations.map(({ id, email, letter, expiresAt }) => (
          <Given key={id} name={email} says={[words.invited, words.letters[letter], ...until(expiresAt)]}>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={words.sendAgainTo(email)}
              loading={sending.given?.id === id}
              onClick={() => sending.act({ recordId, id })}
            >
              {words.sendAgain}
            </Button>
            <CloseButton
              size="sm"
              aria-label={words.withdrawFor(email)}
              onClick={() => withdrawing.act({ recordId, id })}
            />
          </Given>
        ))}
      </ul>
    </>
  );
}

interface GivenProps {
  readonly name: string;
  readonly says: readonly string[];
  readonly children: ReactNode;
}

function Given({ name, says, children }: GivenProps) {
  const format = useFormat();
  return (
    <li>
      <div>
        <p className={classes.name}>{name}</p>
        <p className={classes.quiet}>{format.inLine(says, ' · ')}</p>
      </div>
      <span className={classes.acts}>{children}</span>
    </li>
  );
}
