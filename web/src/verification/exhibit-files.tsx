import { CloseButton } from '@mantine/core';
import { useFormat, useText } from '../text/text.tsx';
import { DocumentIcon, VerifyIcon } from '../ui/icons.tsx';
import type { Exhibit } from './exhibit.ts';
import classes from './verification.module.css';

interface ExhibitFilesProps {
  readonly exhibit: Exhibit;
  readonly onChange: (exhibit: Exhibit) => void;
}

/** The files that are being verified, each of which can be taken away again. */
export function ExhibitFiles({ exhibit, onChange }: ExhibitFilesProps) {
  const { verify: words } = useText();
  const format = useFormat();
  const files = [
    {
      file: exhibit.document,
      role: words.document,
      icon: DocumentIcon,
      without: { ...exhibit, document: null },
    },
    { file: exhibit.bundle, role: words.bundle, icon: VerifyIcon, without: { ...exhibit, bundle: null } },
  ];
  return (
    <ul className={classes.files}>
      {files.map(({ file, role, icon: Icon, without }) =>
        file === null ? null : (
          <li key={role}>
            <Icon size={20} />
            <span className={classes.fileWords}>
              <span className={classes.fileName}>{file.name}</span>
              <span className={classes.quiet}>{format.inLine([role, format.fileSize(file.size)])}</span>
            </span>
            <CloseButton size="sm" aria-label={words.remove(file.name)} onClick={() => onChange(without)} />
          </li>
        ),
      )}
    </ul>
  );
}
