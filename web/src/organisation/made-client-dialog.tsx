import { Button, CopyButton, Group, Modal, Stack } from '@mantine/core';
import { apiAddress, type MadeClient } from '../api/organisation.ts';
import { useText } from '../text/text.tsx';
import named from '../ui/named.module.css';
import { Notice } from '../ui/notice.tsx';
import { firstCall } from './first-call.ts';
import classes from './organisation.module.css';

interface MadeClientDialogProps {
  readonly client: MadeClient;
  readonly onClose: () => void;
}

/** The only time that the secret is seen: it leaves by the button alone, not by a click beside the dialog. */
export function MadeClientDialog({ client, onClose }: MadeClientDialogProps) {
  const { organisation: words, ui } = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={ui.labelled(words.madeTitle, client.name)}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      size="lg"
      centered
    >
      <Stack gap="md">
        <Notice tone="wait">{client.secret === null ? words.secretGone : words.secretOnce}</Notice>
        <Copied name={words.clientId} value={client.id} />
        {client.secret !== null && <Copied name={words.secret} value={client.secret} />}
        <Copied name={words.firstCall} lead={words.firstCallLead} value={firstCall(apiAddress(), client)} />
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            {words.done}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface CopiedProps {
  readonly name: string;
  readonly lead?: string;
  readonly value: string;
}

/** A value with its name and a button that copies it. */
function Copied({ name, lead, value }: CopiedProps) {
  const { organisation: words } = useText();
  return (
    <div>
      <div className={classes.copyHead}>
        <span className={named.name}>{name}</span>
        <CopyButton value={value} timeout={2_000}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" aria-label={words.copyOf(name)} onClick={copy}>
              {copied ? words.copied : words.copy}
            </Button>
          )}
        </CopyButton>
      </div>
      {lead !== undefined && <p className={named.small}>{lead}</p>}
      <pre className={classes.value}>{value}</pre>
    </div>
  );
}
