import type { CertificateKind } from '../../../core/certificate-kind.ts';
import { declarationTexts } from '../../../core/declaration.ts';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';
import { useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import classes from './declaration.module.css';

interface DeclarationDialogProps {
  /** What is submitted. */
  readonly kinds: readonly CertificateKind[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly isActing: boolean;
  readonly problem: Error | null;
  /** @param language in which it was read */
  readonly onDeclared: (language: SpokenLanguage) => void;
}

/** What whoever submits declares with it, before it is done. */
export function DeclarationDialog({
  kinds,
  isOpen,
  onClose,
  isActing,
  problem,
  onDeclared,
}: DeclarationDialogProps) {
  const { declaration: words } = useText();
  const { name, organisation } = useMe();
  return (
    <FormDialog
      title={words.title}
      submit={words.submit}
      isOpen={isOpen}
      onClose={onClose}
      isActing={isActing}
      problem={problem}
      onSubmit={() => onDeclared(words.language)}
    >
      {kinds.map((kind) => (
        <blockquote key={kind} className={classes.text} lang={words.language}>
          {declarationTexts[kind][words.language]}
        </blockquote>
      ))}
      <p className={classes.by}>{words.by(name, organisation.legalName)}</p>
    </FormDialog>
  );
}
