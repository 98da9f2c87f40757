import { Anchor, Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { offerHandover, openOffersQuery } from '../api/handovers.ts';
import type { Pouch } from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { OrganisationSelect } from '../ui/organisation-select.tsx';
import { Section } from '../ui/page.tsx';
import classes from './handovers.module.css';
import { noTerms, OfferTerms, problemBesideTerms, sentTerms } from './offer-terms.tsx';
import { owners } from './owners.ts';
import { PartDialog } from './part-dialog.tsx';
import { SignButton } from './sign-button.tsx';

interface HandoverPanelProps {
  readonly recordId: string;
  /** Of which a part can go. */
  readonly pouch?: Pouch;
}

/** For the owner of a record, or who acts for it: offer it to the next one, or see to whom it is offered. */
export function HandoverPanel({ recordId, pouch }: HandoverPanelProps) {
  const { handovers: words, keys } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const { data } = useQuery(openOffersQuery);
  // A part is offered under its pouch, which does not move.
  const open = data?.find((one) => one.recordId === recordId || one.contents.includes(recordId));
  const [isOpen, setOpen] = useState(false);
  const [to, setTo] = useState<string | null>(null);
  const [terms, setTerms] = useState(noTerms);
  const offering = useAct(offerHandover, () => {
    setOpen(false);
    setTerms(noTerms);
  });
  return (
    <Section
      title={words.handOver}
      actions={
        open === undefined && (
          <Group gap="xs">
            {pouch !== undefined && <PartDialog pouch={pouch} />}
            <Button size="xs" onClick={() => setOpen(true)}>
              {words.handOver}
            </Button>
          </Group>
        )
      }
    >
      {open === undefined ? (
        <p style={{ margin: 0, color: 'var(--text-quiet)', fontSize: '0.875rem' }}>{words.handOverLead}</p>
      ) : (
        <>
          <p style={{ margin: '0 0 8px' }}>
            {open.state === 'agreed'
              ? (open.part === null ? keys.handover.agreed : keys.handover.agreedPart)(open.to.legalName)
              : words.open(open.to.legalName)}
          </p>
          <p style={{ margin: '0 0 8px', color: 'var(--text-quiet)', fontSize: '0.875rem' }}>
            {words.standsUntil(format.dateTime(open.expiresAt))}
          </p>
          {open.message !== '' && <blockquote className={classes.message}>{open.message}</blockquote>}
          {open.state === 'agreed' && open.from.id === organisation.id && <SignButton id={open.id} />}
          <Anchor component={Link} to="/handovers?box=outgoing" size="sm" mt={6} display="inline-block">
            {words.seeHandovers}
          </Anchor>
        </>
      )}
      <FormDialog
        title={words.handOverTitle}
        submit={words.offer}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={offering.isActing}
        canSubmit={to !== null}
        problem={problemBesideTerms(offering.problem)}
        onSubmit={() => to !== null && offering.act({ recordId, to, ...sentTerms(terms) })}
      >
        <p style={{ margin: 0, color: 'var(--text-quiet)' }}>{words.handOverLead}</p>
        <OrganisationSelect label={words.handOverTo} roles={owners} value={to} onChange={setTo} />
        <OfferTerms terms={terms} onChange={setTerms} problem={offering.problem} />
      </FormDialog>
    </Section>
  );
}
