import { Anchor, Button, Group, Loader, Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { recordQuery } from '../api/records.ts';
import { useFormat, useText } from '../text/text.tsx';
import { sentenceOf, useAbout } from '../trail/event-words.ts';
import { Evidence, Json } from '../ui/evidence.tsx';
import { Notice } from '../ui/notice.tsx';
import { actRules } from './act-rules.ts';
import type { AskedAct } from './check-act.ts';
import { recordsOf } from './check-act.ts';
import type { ReadStatement } from './read-statement.ts';
import { type Stage, signingStage } from './signing-stage.ts';

/** What is to be signed for whatever somebody does on the page; above it, so that all of it stays. */
export function SigningDialog({ organisation }: { readonly organisation: string }) {
  const stage = useSyncExternalStore(signingStage.subscribe, signingStage.read);
  const { keys: words } = useText();
  if (stage === null) return null;
  const titles = {
    confirm: stage.kind === 'confirm' ? words.sign[stage.by] : '',
    signing: words.sign.signing,
    elsewhere: words.elsewhere.title,
    refused: words.refused.title,
  };
  const leave = (): void => signingStage.answer(false);
  return (
    <Modal.Root
      opened
      onClose={leave}
      // Escape would close what stands below as well: the key is heard on the window.
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
      zIndex={350}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && stage.kind !== 'signing') leave();
      }}
    >
      <Modal.Overlay />
      {/* Without a header: what stands below may have one, and a page has one banner. */}
      <Modal.Content aria-label={titles[stage.kind]}>
        <Modal.Body>
          <h2 style={{ margin: '0 0 12px', fontSize: '1.125rem' }}>{titles[stage.kind]}</h2>
          <Body stage={stage} organisation={organisation} leave={leave} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Mantine leaves a dialog below open when Escape is pressed on what is marked so. */
const keepsBelow = { 'data-mantine-stop-propagation': 'true' } as const;

interface BodyProps {
  readonly stage: Stage;
  /** In whose name it is signed. */
  readonly organisation: string;
  readonly leave: () => void;
}

function Body({ stage, organisation, leave }: BodyProps) {
  const { keys: words, ui } = useText();
  const format = useFormat();
  switch (stage.kind) {
    case 'signing':
      return (
        <Group justify="center" py="md">
          <Loader aria-label={words.sign.signing} />
        </Group>
      );
    case 'confirm':
      return (
        <Confirm stage={stage} organisation={organisation}>
          <Button variant="default" onClick={leave} {...keepsBelow}>
            {ui.cancel}
          </Button>
        </Confirm>
      );
    case 'elsewhere':
      return (
        <Stack gap="md">
          <p style={{ margin: 0 }}>
            {stage.holders.length === 0 ? words.elsewhere.nobody : words.elsewhere.lead}
          </p>
          <ul style={{ margin: 0 }}>
            {stage.holders.map(({ id, name, kind, person }) => (
              <li key={id}>{format.inLine([name, words.kinds[kind], person?.name], ' · ')}</li>
            ))}
          </ul>
          <Group justify="space-between" gap="sm">
            <Anchor component={Link} to="/organisation/keys" size="sm" onClick={leave} {...keepsBelow}>
              {words.elsewhere.see}
            </Anchor>
            <Button data-autofocus onClick={leave} {...keepsBelow}>
              {ui.close}
            </Button>
          </Group>
        </Stack>
      );
    case 'refused':
      return (
        <Stack gap="md">
          <Notice tone="wait">{words.refused.why[stage.why]}</Notice>
          <p style={{ margin: 0 }}>{words.refused.lead}</p>
          <Evidence>
            <Json value={stage.evidence} label={words.sign.exact} />
          </Evidence>
          <Group justify="flex-end">
            <Button data-autofocus onClick={leave} {...keepsBelow}>
              {ui.close}
            </Button>
          </Group>
        </Stack>
      );
  }
}

interface ConfirmProps {
  readonly stage: Extract<Stage, { kind: 'confirm' }>;
  readonly organisation: string;
  /** The button that leaves it. */
  readonly children: ReactNode;
}

/** As many as are read; the others stand in the evidence. */
const mostSaid = 12;

function Confirm({ stage, organisation, children }: ConfirmProps) {
  const { keys: words } = useText();
  const { statements, asked, party, failure } = stage;
  // One digest is signed by each key that it needs, and said once.
  const said = statements.filter(
    (one, index) =>
      one.kind === 'event' || statements.findIndex((other) => other.kind === one.kind) === index,
  );
  return (
    <Stack gap="md">
      <div>
        <p style={{ margin: '0 0 8px' }}>{words.sign.lead(organisation)}</p>
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {said.slice(0, mostSaid).map((statement) => (
            <Sentence
              key={statement.id}
              statement={statement}
              asked={asked}
              party={party}
              who={organisation}
            />
          ))}
          {said.length > mostSaid && <li>{words.sign.more(said.length - mostSaid)}</li>}
        </ul>
      </div>
      {failure !== undefined && (
        <Notice tone="wait">
          {failure === 'other-passkey'
            ? words.otherPasskey
            : failure === 'no-prf'
              ? words.noPrf
              : words.noPasskey}
        </Notice>
      )}
      <Evidence>
        <Json value={statements.map(evidenceOf)} label={words.sign.exact} />
      </Evidence>
      <Group justify="flex-end" gap="sm">
        {children}
        <Button data-autofocus onClick={() => signingStage.answer(true)} {...keepsBelow}>
          {words.sign.one}
        </Button>
      </Group>
    </Stack>
  );
}

const evidenceOf = ({ id, keyId, x, bytes, content }: ReadStatement) => ({
  ...{ id, keyId, publicKeyX: x, content },
  bytes: [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
});

interface SentenceProps {
  readonly statement: ReadStatement;
  readonly asked: AskedAct;
  readonly party: string | null;
  readonly who: string;
}

/** What it says, as the trail will say it, and of which document. */
function Sentence({ statement, asked, party, who }: SentenceProps) {
  const text = useText();
  const about = useAbout(statement.kind === 'event' ? { ...statement.data } : null);
  const [recordId = ''] = recordsOf(statement);
  // What is only being made has no name yet.
  const isNew = statement.kind === 'event' && statement.type === 'pouch.created';
  const record = useQuery({ ...recordQuery(recordId), enabled: !isNew, retry: false });
  const name = record.data?.subject?.name ?? null;
  const words = text.keys.sign;
  const more = recordsOf(statement).length - 1;
  const say = (): string => {
    if (statement.kind === 'event') return sentenceOf(statement.type, who, about, text);
    if (statement.kind === 'control') return words.control;
    if (statement.kind === 'closing') return words.close;
    const { owner } = actRules[asked.operation] ?? {};
    if (owner === 'renew') return words.renew;
    return owner === 'give' ? words.give(party ?? '') : words.take(party ?? '');
  };
  return (
    <li style={{ overflowWrap: 'anywhere' }}>
      {say()}
      {name !== null && <span style={{ color: 'var(--text-quiet)' }}> · {name}</span>}
      {more > 0 && <span style={{ color: 'var(--text-quiet)' }}> {words.more(more)}</span>}
    </li>
  );
}
