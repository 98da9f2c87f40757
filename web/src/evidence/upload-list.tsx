import { ActionIcon, Button, Progress } from '@mantine/core';
import { ApiProblem, isChangedMeanwhile } from '../api/http.ts';
import { useFormat, useText } from '../text/text.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import classes from './evidence.module.css';
import type { Upload } from './use-uploads.ts';

interface UploadListProps {
  readonly uploads: readonly Upload[];
  readonly onRetry: (upload: Upload) => void;
  readonly onDrop: (key: string) => void;
}

/** What is on its way, and what did not arrive. */
export function UploadList({ uploads, onRetry, onDrop }: UploadListProps) {
  if (uploads.length === 0) return null;
  return (
    <ul className={classes.uploads}>
      {uploads.map((upload) => (
        <li key={upload.key}>
          {upload.problem === null ? (
            <OnItsWay upload={upload} />
          ) : (
            <Failed upload={upload} onRetry={() => onRetry(upload)} onDrop={() => onDrop(upload.key)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function OnItsWay({ upload: { file, sent } }: { readonly upload: Upload }) {
  const { evidence: words } = useText();
  const format = useFormat();
  const done = Math.min(sent ?? 0, file.size);
  return (
    <>
      <p className={classes.uploadName}>
        <span>{file.name}</span>
        <span>
          {sent === undefined ? words.waiting : words.sent(format.fileSize(done), format.fileSize(file.size))}
        </span>
      </p>
      <Progress.Root size="sm">
        <Progress.Section
          value={file.size === 0 ? 0 : (100 * done) / file.size}
          aria-label={words.uploading(file.name)}
        />
      </Progress.Root>
    </>
  );
}

interface FailedProps {
  readonly upload: Upload;
  readonly onRetry: () => void;
  readonly onDrop: () => void;
}

function Failed({ upload: { file, problem }, onRetry, onDrop }: FailedProps) {
  const { evidence: words, ui } = useText();
  const why =
    problem instanceof ApiProblem && problem.code !== 'unreachable' ? problem.message : ui.unreachable;
  return (
    <div className={classes.failed} role="alert">
      <p>
        <strong>{words.failed(file.name)}</strong> {why}
      </p>
      <Button size="compact-sm" variant="default" onClick={onRetry}>
        {isChangedMeanwhile(problem) ? words.addAfter : ui.tryAgain}
      </Button>
      <ActionIcon variant="subtle" color="gray" aria-label={words.dismiss(file.name)} onClick={onDrop}>
        <CloseIcon size={16} />
      </ActionIcon>
    </div>
  );
}
