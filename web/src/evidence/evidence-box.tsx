import { ActionIcon, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeEvidence, type Evidence, evidenceQuery, removeEvidence } from '../api/evidence.ts';
import { useAct } from '../api/use-act.ts';
import { useFormat, useText } from '../text/text.tsx';
import { CloseIcon, DocumentIcon } from '../ui/icons.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { DropArea } from './drop-area.tsx';
import classes from './evidence.module.css';
import { PreviewDialog } from './preview-dialog.tsx';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './use-uploads.ts';

interface EvidenceBoxProps {
  readonly certificateId: string;
  /** How many items the application has now. */
  readonly items: number;
  /** SHA-256 of a file that has a place of its own in the form. */
  readonly besides?: string;
}

/** What the applicant hands in with an application: dropped or chosen, said what it is, looked at, taken out. */
export function EvidenceBox({ certificateId, items, besides }: EvidenceBoxProps) {
  const { evidence: words } = useText();
  const { data: all, error } = useQuery(evidenceQuery(certificateId));
  const data = all?.filter(({ sha256 }) => sha256 !== besides);
  const { uploads, add, retry, drop } = useUploads(certificateId);
  const [shown, setShown] = useState<Evidence | null>(null);
  return (
    <section className={classes.box} aria-labelledby="evidence-title">
      <h2 id="evidence-title" className={classes.boxName}>
        {words.title}
      </h2>
      <p className={classes.lead}>{words.lead}</p>
      <DropArea onFiles={add} />
      <UploadList uploads={uploads} onRetry={retry} onDrop={drop} />
      <ProblemAlert problem={error} />
      {data !== undefined && data.length > 0 && (
        <ul className={classes.files} aria-label={words.list}>
          {data.map((evidence) => (
            <EvidenceRow
              key={evidence.id}
              certificateId={certificateId}
              evidence={evidence}
              items={items}
              onShow={() => setShown(evidence)}
            />
          ))}
        </ul>
      )}
      {items > 0 && data?.length === 0 && uploads.length === 0 && (
        <p className={classes.quiet}>{words.noneYet}</p>
      )}
      <PreviewDialog certificateId={certificateId} evidence={shown} onClose={() => setShown(null)} />
    </section>
  );
}

type Said = Pick<Evidence, 'type' | 'item'>;

/** What is said of a file is shown at once, and sent in the order in which it was said. */
function useChange(id: string, evidence: Evidence) {
  const { id: evidenceId } = evidence;
  const client = useQueryClient();
  const { queryKey } = evidenceQuery(id);
  const mutationKey = ['evidence', evidenceId];
  const { mutate, error } = useMutation({
    mutationKey,
    scope: { id: evidenceId },
    mutationFn: (said: Said) => changeEvidence({ id, evidenceId, ...said }),
    onMutate: (said) =>
      client.setQueryData(queryKey, (all) =>
        all?.map((one) => (one.id === evidenceId ? { ...one, ...said } : one)),
      ),
    // While more is on its way, what the server has is not the latest.
    onSettled: () =>
      client.isMutating({ mutationKey }) > 1 ? undefined : client.invalidateQueries({ queryKey }),
  });
  const say = (change: Partial<Said>) => {
    // As it was said last, shown already or not.
    const { type, item } = client.getQueryData(queryKey)?.find((one) => one.id === evidenceId) ?? evidence;
    mutate({ type, item, ...change });
  };
  return { say, problem: error };
}

interface EvidenceRowProps extends Omit<EvidenceBoxProps, 'besides'> {
  readonly evidence: Evidence;
  readonly onShow: () => void;
}

function EvidenceRow({ certificateId, evidence, items, onShow }: EvidenceRowProps) {
  const { evidence: words, pouches } = useText();
  const format = useFormat();
  const changing = useChange(certificateId, evidence);
  const removing = useAct(removeEvidence);
  const { id: evidenceId, name, type, item, size } = evidence;
  // Codes look like numbers, which an object would put before `other` whatever the order of writing.
  const types = Object.entries(pouches.documentTypes).map(([value, label]) => ({ value, label }));
  const numbers = Array.from({ length: Math.max(items, item ?? 0) }, (_, index) => index + 1);
  return (
    <li className={classes.file}>
      <DocumentIcon size={20} />
      <div className={classes.fileWords}>
        <button type="button" className={classes.fileName} aria-label={words.show(name)} onClick={onShow}>
          {name}
        </button>
        <span className={classes.quiet}>{format.fileSize(size)}</span>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={words.remove(name)}
        loading={removing.isActing}
        onClick={() => removing.act({ id: certificateId, evidenceId })}
      >
        <CloseIcon size={16} />
      </ActionIcon>
      <div className={classes.fileSays}>
        <NativeSelect
          size="xs"
          aria-label={words.type(name)}
          value={type}
          data={types}
          onChange={(event) => changing.say({ type: event.currentTarget.value })}
        />
        {numbers.length > 0 && (
          <NativeSelect
            size="xs"
            aria-label={words.about(name)}
            value={String(item ?? '')}
            error={item !== null && item > items ? words.noItem(item) : undefined}
            data={[
              { value: '', label: words.aboutAll },
              ...numbers.map((number) => ({ value: String(number), label: words.aboutItem(number) })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              changing.say({ item: value === '' ? null : Number(value) })
            }
          />
        )}
      </div>
      <ProblemAlert problem={changing.problem ?? removing.problem} />
    </li>
  );
}
