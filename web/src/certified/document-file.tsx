import { ActionIcon, Input, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Evidence, evidenceQuery, removeEvidence } from '../api/evidence.ts';
import { useAct } from '../api/use-act.ts';
import { useField } from '../certificates/form/form-context.tsx';
import { leadOf } from '../certificates/form/lead.tsx';
import { DropArea } from '../evidence/drop-area.tsx';
import evidenceClasses from '../evidence/evidence.module.css';
import { kindOf } from '../evidence/file-kind.ts';
import { PreviewDialog } from '../evidence/preview-dialog.tsx';
import { UploadList } from '../evidence/upload-list.tsx';
import { useUploads } from '../evidence/use-uploads.ts';
import { useFormat, useText } from '../text/text.tsx';
import { CloseIcon, DocumentIcon } from '../ui/icons.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './certified.module.css';

/** The file that is to be certified: handed in like evidence, and named in the application by its bytes. */
export function DocumentFile({ certificateId }: { readonly certificateId: string }) {
  const { certified: words } = useText();
  const { id, said: digest, label, error, notes, set, touch } = useField('document.digest');
  const { data, error: unread } = useQuery(evidenceQuery(certificateId));
  const take = ({ sha256, mediaType }: Evidence) => {
    if (mediaType === 'application/pdf') set(sha256);
    touch();
  };
  const { uploads, add, retry, drop } = useUploads(certificateId, take);
  const [shown, setShown] = useState<Evidence | null>(null);
  const removing = useAct(removeEvidence, () => set(undefined));
  const chosen = data?.find(({ sha256 }) => sha256 === digest);
  const others = (data ?? []).filter((one) => kindOf(one) === 'pdf' && one !== chosen);
  return (
    <section id={id} tabIndex={-1} className={classes.file} aria-label={label}>
      <Input.Label component="p">{label}</Input.Label>
      <Input.Description component="div">{leadOf({ lead: words.fileLead, ...notes })}</Input.Description>
      {chosen === undefined ? (
        <DropArea onFiles={add} isSingle />
      ) : (
        <ul className={evidenceClasses.files}>
          <li className={evidenceClasses.file}>
            <DocumentIcon size={20} />
            <Chosen evidence={chosen} onShow={() => setShown(chosen)} />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={words.removeFile(chosen.name)}
              loading={removing.isActing}
              onClick={() => removing.act({ id: certificateId, evidenceId: chosen.id })}
            >
              <CloseIcon size={16} />
            </ActionIcon>
          </li>
        </ul>
      )}
      <UploadList uploads={uploads} onRetry={retry} onDrop={drop} />
      {chosen === undefined && others.length > 0 && (
        <NativeSelect
          aria-label={words.takeHandedIn}
          value=""
          data={[
            { value: '', label: words.takeHandedIn },
            ...others.map(({ sha256, name }) => ({ value: sha256, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => set(value)}
        />
      )}
      {error !== undefined && <Input.Error component="p">{error}</Input.Error>}
      <ProblemAlert problem={unread ?? removing.problem} />
      <PreviewDialog certificateId={certificateId} evidence={shown} onClose={() => setShown(null)} />
    </section>
  );
}

function Chosen({ evidence, onShow }: { readonly evidence: Evidence; readonly onShow: () => void }) {
  const { evidence: words } = useText();
  const format = useFormat();
  const { name, size } = evidence;
  return (
    <div className={evidenceClasses.fileWords}>
      <button
        type="button"
        className={evidenceClasses.fileName}
        aria-label={words.show(name)}
        onClick={onShow}
      >
        {name}
      </button>
      <span className={evidenceClasses.quiet}>{format.fileSize(size)}</span>
    </div>
  );
}
