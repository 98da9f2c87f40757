import { Button, CopyButton, Group, Modal, Stack } from '@mantine/core';
import type { MadeLink } from '../api/sharing.ts';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './sharing.module.css';

/** Link and code, shown once. */
export function MadeLinkDialog({
  made,
  onClose,
}: {
  readonly made: MadeLink | null;
  readonly onClose: () => void;
}) {
  const { sharing: words, ui } = useText();
  return (
    <Modal
      opened={made !== null}
      onClose={onClose}
      title={words.madeTitle}
      closeButtonProps={{ 'aria-label': ui.close }}
      // What is shown once is not lost by a click beside it.
      closeOnClickOutside={false}
      centered
    >
      {made !== null && (
        <Stack gap="md">
          <Notice tone="wait">{words.madeLead}</Notice>
          <Secret name={words.link} value={made.url} />
          <Secret name={words.code} value={`${made.code.slice(0, 4)} ${made.code.slice(4)}`} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{words.done}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Secret({ name, value }: { readonly name: string; readonly value: string }) {
  const { sharing: words } = useText();
  return (
    <div className={classes.secret}>
      <p className={classes.name}>{name}</p>
      <Group gap="sm" wrap="nowrap" justify="space-between">
        <code>{value}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" aria-label={words.copyOf(name)} onClick={copy}>
              {copied ? words.copied : words.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  );
}
