import { Anchor, Button, CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Pouch } from '../api/pouches.ts';
import { type Agreement, endReceipts, type ReadingReceipt, readingsQuery } from '../api/readings.ts';
import { sharesQuery } from '../api/records.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { stepHash } from '../trail/step-address.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { AskReceiptsDialog } from './ask-receipts-dialog.tsx';
import classes from './readings.module.css';
import { WishedReceipts } from './wished-receipts.tsx';

/** What was agreed on about telling each other what is opened, and what was opened. Nothing where there is neither. */
export function ReadingsPanel({ pouch }: { readonly pouch: Pouch }) {
  const { together: words } = useText();
  const { organisation } = useMe();
  const [isOpen, setOpen] = useState(false);
  const isSharer = useMay('record:share');
  const mayAsk = isSharer && pouch.access.rights.includes('share') && pouch.access.seenUntil === null;
  const { data } = useQuery(readingsQuery(pouch));
  const shares = useQuery({ ...sharesQuery(pouch.recordId), enabled: mayAsk });
  const ending = useAct(endReceipts);
  const { agreements = [], receipts = [] } = data ?? {};
  const ours = agreements.filter(
    ({ asker, state }) => asker.id === organisation.id && ['asked', 'agreed'].includes(state),
  );
  const readers = new Map(
    (shares.data?.items ?? [])
      .filter(({ basis, rights }) => basis === 'share' && rights.includes('download'))
      .filter((one) => one.organisation.id !== organisation.id)
      .filter((one) => !ours.some(({ reader }) => reader.id === one.organisation.id))
      .map((one) => [one.organisation.id, one.organisation]),
  );
  const canAsk = mayAsk && readers.size > 0;
  if (agreements.length === 0 && receipts.length === 0 && !canAsk) return null;
  return (
    <Section
      title={words.receipts}
      actions={
        canAsk && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {words.askReceipts}
          </Button>
        )
      }
    >
      <ProblemAlert problem={ending.problem} />
      {agreements
        .filter(({ reader, state }) => state === 'asked' && reader.id === organisation.id)
        .map((agreement) => (
          <WishedReceipts key={agreement.id} agreement={agreement} />
        ))}
      <ul className={classes.agreements}>
        {latestOf(agreements)
          .filter(({ reader, state }) => state !== 'asked' || reader.id !== organisation.id)
          .map((agreement) => (
            <AgreementLine key={agreement.id} agreement={agreement} onEnd={() => ending.act(agreement.id)} />
          ))}
      </ul>
      {receipts.length > 0 && (
        <ul className={classes.receipts}>
          {receipts.map((receipt) => (
            <ReceiptLine
              key={`${receipt.documentId} ${receipt.version} ${receipt.asker.id} ${receipt.reader.id}`}
              {...{ receipt, pouch }}
            />
          ))}
        </ul>
      )}
      <AskReceiptsDialog
        pouchId={pouch.id}
        readers={[...readers.values()]}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </Section>
  );
}

/** Of each two parties what was said last: what they said before it is in the trail. */
function latestOf(agreements: readonly Agreement[]): readonly Agreement[] {
  const of = ({ asker, reader }: Agreement) => `${asker.id} ${reader.id}`;
  return agreements.filter((one, index) => agreements.findIndex((other) => of(other) === of(one)) === index);
}

function AgreementLine({ agreement, onEnd }: { readonly agreement: Agreement; readonly onEnd: () => void }) {
  const { together: words } = useText();
  const { organisation } = useMe();
  const mayWrite = useMay('pouch:write');
  const { asker, reader, state, scope } = agreement;
  const isAsker = asker.id === organisation.id;
  const other = isAsker ? reader.legalName : asker.legalName;
  const sentences: Readonly<Record<Agreement['state'], string>> = {
    asked: words.waiting(other),
    agreed: isAsker ? words.agreed(other) : words.agreedByUs(other),
    refused: isAsker ? words.refused(other) : words.refusedByUs(other),
    ended: words.hasEnded(other),
  };
  return (
    <li>
      <p>
        {sentences[state]} {state === 'agreed' && scope === 'organisation' && words.forAll}
      </p>
      {mayWrite && ['asked', 'agreed'].includes(state) && (
        <CloseButton size="sm" aria-label={words.endWith(other)} onClick={onEnd} />
      )}
    </li>
  );
}

function ReceiptLine({ receipt, pouch }: { readonly receipt: ReadingReceipt; readonly pouch: Pouch }) {
  const { together: words, pouches } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const { documentId, version, asker, reader, openedAt, sequence } = receipt;
  const name = pouch.documents.find(({ id }) => id === documentId)?.name ?? pouches.documents;
  const what = version === 1 ? name : words.versionOf(name, version);
  const time = format.dateTime(openedAt);
  const sentence =
    reader.id === organisation.id
      ? words.youOpened(what, asker.legalName, time)
      : words.opened(reader.legalName, what, time);
  return (
    <li>
      <span>{sentence}</span>{' '}
      <Anchor component={Link} to={stepHash(sequence)} inherit aria-label={words.proofOf(sentence)}>
        {words.proof}
      </Anchor>
    </li>
  );
}
