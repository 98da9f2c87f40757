import { Button, CopyButton, Group, Modal, Stack } from '@mantine/core';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './webhooks.module.css';

interface SecretDialogProps {
  /** Null: it was shown already. */
  readonly secret: string | null;
  readonly onClose: () => void;
}

/** The only time that the secret is seen: it leaves by the button alone, not by a click beside the dialog. */
export function SecretDialog({ secret, onClose }: SecretDialogProps) {
  const { webhooks: words, organisation } = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.madeTitle}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size="lg"
      centered
    >
      <Stack gap="md">
        <Notice tone="wait">{secret === null ? words.secretGone : words.secretOnce}</Notice>
        {secret !== null && (
          <div>
            <div className={classes.copyHead}>
              <span>{words.secret}</span>
              <CopyButton value={secret} timeout={2_000}>
                {({ copied, copy }) => (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={organisation.copyOf(words.secret)}
                    onClick={copy}
                  >
                    {copied ? organisation.copied : organisation.copy}
                  </Button>
                )}
              </CopyButton>
            </div>
            <pre className={classes.value}>{secret}</pre>
          </div>
        )}
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            {organisation.done}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
