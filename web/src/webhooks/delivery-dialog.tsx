import { Button, Group, Modal, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAct } from '../api/use-act.ts';
import { deliveryQuery, replayDelivery } from '../api/webhooks.ts';
import { useFormat, useText } from '../text/text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { attemptWords } from './attempt-words.ts';
import { DeliveryMark } from './state-mark.tsx';
import classes from './webhooks.module.css';

interface DeliveryDialogProps {
  readonly id: string;
  readonly deliveryId: string;
  readonly isOn: boolean;
  readonly onClose: () => void;
}

/** A delivery with every attempt and what is sent, byte for byte. */
export function DeliveryDialog({ id, deliveryId, isOn, onClose }: DeliveryDialogProps) {
  const text = useText();
  const { webhooks: words, ui } = text;
  const format = useFormat();
  const query = useQuery(deliveryQuery(id, deliveryId));
  const replaying = useAct(replayDelivery);
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.details}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': ui.close }}
    >
      <QueryView query={query} lines={6}>
        {({ type, state, tried, body }) => (
          <Stack gap="md">
            <p className={classes.said}>
              <span className={classes.type}>{type}</span>
              <DeliveryMark state={state} />
            </p>
            {tried.length > 0 && (
              <div>
                <p className={classes.small}>{words.attempts}</p>
                <ol className={classes.attempts}>
                  {tried.map((attempt) => (
                    <li key={attempt.at}>
                      <time dateTime={attempt.at}>{format.dateTime(attempt.at)}</time>
                      <span>{attemptWords(attempt, text)}</span>
                      <span>{words.took(attempt.durationMs)}</span>
                    </li>
                  ))}
                </ol>
              </div>
            )}
            <div>
              <p className={classes.small}>{words.body}</p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
              <pre className={classes.value} tabIndex={0}>
                {JSON.stringify(JSON.parse(body), null, 2)}
              </pre>
            </div>
            <ProblemAlert problem={replaying.problem} />
            <Group justify="flex-end" gap="sm">
              {isOn && state !== 'waiting' && (
                <Button loading={replaying.isActing} onClick={() => replaying.act({ id, deliveryId })}>
                  {words.replay}
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </QueryView>
    </Modal>
  );
}
