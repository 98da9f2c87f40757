import type { RefObject } from 'react';
import { type Evidence, evidenceAddress } from '../api/evidence.ts';
import { useFormat, useText } from '../text/text.tsx';
import { FilePreview } from './file-preview.tsx';

interface PreviewProps {
  readonly certificateId: string;
  readonly evidence: Evidence;
  /** The part that scrolls: whoever leads here by a key puts the focus on it. */
  readonly ref?: RefObject<HTMLElement | null>;
  /** The application is about goods, item by item. */
  readonly hasItems?: boolean;
}

/** A file of evidence, with what was said of it. */
export function Preview({ certificateId, evidence, ref, hasItems = true }: PreviewProps) {
  const { evidence: words, pouches } = useText();
  const format = useFormat();
  const { id, name, mediaType, type, item, size } = evidence;
  const facts = [
    pouches.documentTypes[type] ?? type,
    ...(hasItems ? [item === null ? words.aboutAll : words.aboutItem(item)] : []),
    format.fileSize(size),
  ];
  return (
    <FilePreview
      file={{ name, mediaType, address: evidenceAddress(certificateId, id) }}
      facts={facts}
      ref={ref}
    />
  );
}
