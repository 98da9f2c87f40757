import { useElementSize, useIntersection } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './evidence.module.css';
import { openPdf, type PdfFile } from './pdf-file.ts';

interface PdfPagesProps {
  readonly bytes: ArrayBuffer;
  readonly zoom: number;
  readonly onBroken: () => void;
}

/** The pages of a file below each other, each drawn when it comes into sight. */
export function PdfPages({ bytes, zoom, onBroken }: PdfPagesProps) {
  const { evidence: words } = useText();
  const [file, setFile] = useState<PdfFile>();
  const { ref, width } = useElementSize();
  const broken = useRef(onBroken);
  useEffect(() => {
    let isCurrent = true;
    const opening = openPdf(bytes);
    opening.then(
      (opened) => isCurrent && setFile(opened),
      () => isCurrent && broken.current(),
    );
    return () => {
      isCurrent = false;
      opening.then(
        (opened) => opened.close(),
        () => undefined,
      );
    };
  }, [bytes]);
  const shownWidth = Math.floor(width * zoom);
  return (
    <div ref={ref} className={classes.pages}>
      {file !== undefined &&
        shownWidth > 0 &&
        file.pages.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pages of a file never change places
          <PdfPage key={index} file={file} number={index + 1} width={shownWidth} />
        ))}
      {file?.hasMore === true && <Notice tone="still">{words.morePages(file.pages.length)}</Notice>}
    </div>
  );
}

interface PdfPageProps {
  readonly file: PdfFile;
  readonly number: number;
  /** Pixels of the page's layout. */
  readonly width: number;
}

function PdfPage({ file, number, width }: PdfPageProps) {
  const { evidence: words } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const size = file.pages[number - 1] ?? { width: 1, height: 1 };
  const isNear = entry?.isIntersecting === true;
  const [state, setState] = useState<'drawing' | 'drawn' | 'broken'>('drawing');
  useEffect(() => {
    const element = canvas.current;
    if (!isNear || element === null) return;
    const ending = new AbortController();
    file.draw(number, element, width * window.devicePixelRatio, ending.signal).then(
      () => setState('drawn'),
      () => ending.signal.aborted || setState('broken'),
    );
    return () => {
      ending.abort();
      setState('drawing');
      // A page far off keeps its place and gives its memory back.
      element.width = 0;
    };
  }, [file, number, width, isNear]);
  return (
    <div
      ref={ref}
      className={classes.page}
      style={{ width, aspectRatio: `${size.width} / ${size.height}` }}
      data-state={state}
      aria-busy={isNear && state === 'drawing'}
    >
      {/* Seen when it is whole: half a page must not be taken for all of it. */}
      <canvas ref={canvas} role="img" aria-label={words.page(number, file.pages.length)} />
      {state === 'broken' && <Notice tone="still">{words.brokenPage}</Notice>}
    </div>
  );
}
