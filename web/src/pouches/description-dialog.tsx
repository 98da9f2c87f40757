import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { describeDocument } from '../api/documents.ts';
import type { PouchDocument } from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { FolderField, KindFields, type Said, toSend } from './description-fields.tsx';

interface DescriptionButtonProps {
  readonly document: PouchDocument;
  readonly folders: readonly string[];
}

/** What a document is called, what kind it is and where it lies, anew; refused when somebody else changed it meanwhile. */
export function DescriptionButton({ document, folders }: DescriptionButtonProps) {
  const { pouches: words } = useText();
  // Null: closed. As it was read when the form was opened.
  const [said, setSaid] = useState<(Said & { readonly revision: number }) | null>(null);
  const describing = useAct(describeDocument, () => setSaid(null));
  const { id, name, type, typeName, folder, revision } = document;
  const say = (more: Partial<Said>) => setSaid((before) => before && { ...before, ...more });
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        aria-label={words.detailsOf(name)}
        onClick={() => {
          describing.forget();
          setSaid({ name, type, typeName: typeName ?? undefined, folder: folder ?? undefined, revision });
        }}
      >
        {words.details}
      </Button>
      <FormDialog
        title={words.detailsOf(name)}
        submit={words.save}
        isOpen={said !== null}
        onClose={() => setSaid(null)}
        isActing={describing.isActing}
        canSubmit={said !== null && said.name.trim() !== ''}
        problem={describing.problem}
        onSubmit={() =>
          said !== null && describing.act({ id, revision: said.revision, described: toSend(said) })
        }
      >
        {said !== null && (
          <>
            <TextInput
              label={words.documentName}
              required
              withAsterisk={false}
              maxLength={200}
              value={said.name}
              onChange={(event) => say({ name: event.currentTarget.value })}
            />
            <KindFields said={said} onSay={say} />
            <FolderField
              value={said.folder ?? ''}
              folders={folders}
              onChange={(value) => say({ folder: value })}
            />
          </>
        )}
      </FormDialog>
    </>
  );
}
