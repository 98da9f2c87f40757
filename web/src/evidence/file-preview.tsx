import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import { fileQuery } from '../api/file.ts';
import { useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { later } from '../ui/later.tsx';
import { Notice } from '../ui/notice.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './evidence.module.css';
import { type FileKind, kindOf } from './file-kind.ts';

const PdfPages = later(async () => (await import('./pdf-pages.tsx')).PdfPages);

/** Parts of the width that there is. */
const zooms = [1, 1.5, 2, 3] as const;

export interface ShownFile {
  readonly name: string;
  readonly mediaType: string;
  /** Where it is read from; another file has another. */
  readonly address: string;
}

interface FilePreviewProps {
  readonly file: ShownFile;
  /** What is said of it above. */
  readonly facts: readonly string[];
  /** The part that scrolls: whoever leads here by a key puts the focus on it. */
  readonly ref?: RefObject<HTMLElement | null> | undefined;
}

/** A file as far as it can be shown without running anything of it, and a way to the file itself. */
export function FilePreview({ file, facts, ref }: FilePreviewProps) {
  const { evidence: words } = useText();
  const format = useFormat();
  const [zoom, setZoom] = useState(0);
  const kind = kindOf(file);
  return (
    <div className={classes.preview}>
      <div className={classes.previewBar}>
        <p className={classes.quiet}>{format.inLine(facts, ' · ')}</p>
        <Group gap="xs">
          {(kind === 'pdf' || kind === 'image') && (
            <>
              <Button
                size="compact-sm"
                variant="default"
                disabled={zoom === 0}
                onClick={() => setZoom(zoom - 1)}
              >
                {words.zoomOut}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                disabled={zoom === zooms.length - 1}
                onClick={() => setZoom(zoom + 1)}
              >
                {words.zoomIn}
              </Button>
            </>
          )}
          <DownloadLink address={file.address} label={words.download(file.name)}>
            {words.downloadIt}
          </DownloadLink>
        </Group>
      </div>
      {/* Scrolls, so it must be reachable by keyboard (WCAG 2.1.1). */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region */}
      <section ref={ref} className={classes.paper} aria-label={words.preview(file.name)} tabIndex={0}>
        {kind === 'other' ? (
          <Notice tone="still">{words.notShown}</Notice>
        ) : (
          <Shown key={file.address} file={file} kind={kind} zoom={zooms[zoom] ?? 1} />
        )}
      </section>
    </div>
  );
}

interface ShownProps {
  readonly file: ShownFile;
  readonly kind: Exclude<FileKind, 'other'>;
  readonly zoom: number;
}

function Shown({ file: { name, mediaType, address }, kind, zoom }: ShownProps) {
  const { evidence: words } = useText();
  const query = useQuery(fileQuery(address));
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <Notice tone="still">{words.broken}</Notice>;
  return (
    <QueryView query={query} lines={10}>
      {(bytes) => {
        if (kind === 'text') return <TextFile bytes={bytes} />;
        if (kind === 'image')
          return (
            <Image
              bytes={bytes}
              mediaType={mediaType}
              name={name}
              zoom={zoom}
              onBroken={() => setBroken(true)}
            />
          );
        return <PdfPages bytes={bytes} zoom={zoom} onBroken={() => setBroken(true)} />;
      }}
    </QueryView>
  );
}

/** More is not read in a preview. */
const mostText = 200_000;

function TextFile({ bytes }: { readonly bytes: ArrayBuffer }) {
  return <pre className={classes.text}>{new TextDecoder().decode(bytes.slice(0, mostText))}</pre>;
}

interface ImageProps {
  readonly bytes: ArrayBuffer;
  readonly mediaType: string;
  readonly name: string;
  readonly zoom: number;
  readonly onBroken: () => void;
}

function Image({ bytes, mediaType, name, zoom, onBroken }: ImageProps) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mediaType]);
  return (
    address !== undefined && (
      <img src={address} alt={name} style={{ width: `${100 * zoom}%` }} onError={onBroken} />
    )
  );
}
