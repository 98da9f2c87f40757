import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useAct } from '../api/use-act.ts';
import {
  changeWebhook,
  removeWebhook,
  rotateSecret,
  testWebhook,
  type Webhook,
  webhookQuery,
} from '../api/webhooks.ts';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { DeliveriesSection } from './deliveries-section.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookMark } from './state-mark.tsx';
import classes from './webhooks.module.css';

/** One webhook: its state, what can be done with it, and the log of its deliveries. */
export function WebhookPage() {
  const { id = '' } = useParams();
  const query = useQuery(webhookQuery(id));
  return (
    <QueryView query={query} isPage lines={8}>
      {(webhook) => <Shown webhook={webhook} />}
    </QueryView>
  );
}

function Shown({ webhook }: { readonly webhook: Webhook }) {
  const { webhooks: words, organisation } = useText();
  const format = useFormat();
  const { id, url, description, types, state, failingSince } = webhook;
  const name = description === '' ? url : description;
  return (
    <Page
      title={name}
      mark={<WebhookMark state={state} />}
      lead={
        <>
          {description !== '' && <span className={classes.address}>{url}</span>}
          <span className={classes.address}>
            {types.length === 0
              ? words.everything
              : format.list(types.map((type) => words.typeWords[type] ?? type))}
          </span>
        </>
      }
      parent={{ to: '/organisation', name: organisation.title }}
      actions={<Acts webhook={webhook} name={name} />}
    >
      {state !== 'on' && <Notice tone="wait">{state === 'gone' ? words.goneLead : words.offLead}</Notice>}
      {state === 'on' && failingSince !== null && (
        <Notice tone="wait">{words.failing(format.dateTime(failingSince))}</Notice>
      )}
      <DeliveriesSection id={id} isOn={state === 'on'} />
    </Page>
  );
}

function Acts({ webhook, name }: { readonly webhook: Webhook; readonly name: string }) {
  const { webhooks: words } = useText();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'rotate' | 'remove' | null>(null);
  const [secret, setSecret] = useState<{ readonly value: string | null } | null>(null);
  const { id, url, description, types, state } = webhook;
  const testing = useAct(testWebhook);
  const changing = useAct(changeWebhook);
  const rotating = useAct(rotateSecret, (made) => {
    setAsked(null);
    setSecret({ value: made.secret });
  });
  const client = useQueryClient();
  // What is gone is not asked for again: only the list that it was in.
  const removing = useMutation({
    mutationFn: () => removeWebhook(id),
    onSuccess: async () => {
      await navigate('/organisation', { replace: true });
      await client.invalidateQueries({ queryKey: ['webhooks'], exact: true });
    },
  });
  const isOn = state === 'on';
  return (
    <>
      {isOn && (
        <Button size="sm" loading={testing.isActing} onClick={() => testing.act(id)}>
          {words.test}
        </Button>
      )}
      <Button
        size="sm"
        variant={isOn ? 'default' : 'filled'}
        loading={changing.isActing}
        onClick={() => changing.act({ id, url, description, types, state: isOn ? 'off' : 'on' })}
      >
        {isOn ? words.switchOff : words.switchOn}
      </Button>
      <Button size="sm" variant="default" onClick={() => setAsked('rotate')}>
        {words.rotate}
      </Button>
      <Button size="sm" variant="default" onClick={() => setAsked('remove')}>
        {words.remove}
      </Button>
      <ProblemAlert problem={testing.problem ?? changing.problem} />
      <FormDialog
        title={words.rotate}
        submit={words.rotate}
        isOpen={asked === 'rotate'}
        onClose={() => setAsked(null)}
        onSubmit={() => rotating.act(id)}
        isActing={rotating.isActing}
        problem={rotating.problem}
      >
        <p className={classes.said}>{words.rotateLead}</p>
      </FormDialog>
      <FormDialog
        title={words.removeOf(name)}
        submit={words.remove}
        isOpen={asked === 'remove'}
        onClose={() => setAsked(null)}
        onSubmit={() => removing.mutate()}
        isActing={removing.isPending}
        problem={removing.error}
      >
        <p className={classes.said}>{words.removeLead}</p>
      </FormDialog>
      {secret !== null && <SecretDialog secret={secret.value} onClose={() => setSecret(null)} />}
    </>
  );
}
