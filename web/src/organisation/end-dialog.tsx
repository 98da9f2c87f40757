import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

interface EndDialogProps {
  /** Whose access shall end; null: the dialog is closed. */
  readonly it: { readonly id: string; readonly name: string } | null;
  /** What that means for them. */
  readonly lead: string;
  readonly end: (id: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Ends the access of a person or a system, after it was said what that means. */
export function EndDialog({ it, lead, end, onClose }: EndDialogProps) {
  const { organisation: words } = useText();
  const ending = useAct(end, onClose);
  const close = (): void => {
    ending.forget();
    onClose();
  };
  return (
    <FormDialog
      title={words.endPersonTitle(it?.name ?? '')}
      submit={words.endIt}
      isOpen={it !== null}
      onClose={close}
      onSubmit={() => it !== null && ending.act(it.id)}
      isActing={ending.isActing}
      problem={ending.problem}
    >
      <p style={{ margin: 0 }}>{lead}</p>
    </FormDialog>
  );
}
