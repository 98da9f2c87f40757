import { Kbd, Modal, Switch } from '@mantine/core';
import { useText } from '../text/text.tsx';
import classes from './desk.module.css';

interface KeysDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly single: boolean;
  readonly onSingle: (isOn: boolean) => void;
}

export function KeysDialog({ isOpen, onClose, single, onSingle }: KeysDialogProps) {
  const text = useText();
  const { keys } = text.desk;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={keys.title}
      closeButtonProps={{ 'aria-label': text.ui.close }}
      centered
    >
      <dl className={classes.keys}>
        {keys.list.map(([key, what]) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="lg"
        label={keys.single}
        description={keys.singleLead}
        checked={single}
        onChange={(event) => onSingle(event.currentTarget.checked)}
      />
    </Modal>
  );
}
