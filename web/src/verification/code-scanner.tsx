import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { codeInFrame } from './qr-code.ts';
import classes from './verification.module.css';

interface CodeScannerProps {
  /** Called with what each code that is seen says, until this is taken away. */
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

type State = 'starting' | 'seeing' | 'refused' | 'none';

const BETWEEN_FRAMES_MS = 150;

/** The camera, and whatever code is held before it. It is on for as long as this is shown, and no longer. */
export function CodeScanner({ onText, onClose }: CodeScannerProps) {
  const { scan: words, ui } = useText();
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(onText);
  tell.current = onText;
  const [state, setState] = useState<State>('starting');
  useEffect(() => {
    const ending = new AbortController();
    void watch(video.current, (text) => tell.current(text), setState, ending.signal);
    return () => ending.abort();
  }, []);
  const isOn = state === 'starting' || state === 'seeing';
  return (
    <section className={classes.scanner} aria-label={words.title}>
      <p className={classes.scannerTitle}>{words.title}</p>
      {isOn ? (
        <p className={classes.scannerWords}>{words.lead}</p>
      ) : (
        <Notice tone="wait">{words[state === 'refused' ? 'refused' : 'noCamera']}</Notice>
      )}
      <video
        ref={video}
        className={classes.camera}
        data-state={state}
        aria-label={words.video}
        muted
        playsInline
        hidden={!isOn}
      />
      <p role="status" className={classes.quiet}>
        {state === 'starting' && words.starting}
      </p>
      <Button variant="default" onClick={onClose}>
        {isOn ? words.stop : ui.close}
      </Button>
    </section>
  );
}

async function watch(
  video: HTMLVideoElement | null,
  onText: (text: string) => void,
  setState: (state: State) => void,
  ending: AbortSignal,
): Promise<void> {
  let stream: MediaStream | undefined;
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  ending.addEventListener('abort', stop);
  try {
    // On a page without TLS there is none.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (video === null || devices === undefined) return setState('none');
    stream = await devices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1_920 }, height: { ideal: 1_080 } },
    });
    if (ending.aborted) return stop();
    video.srcObject = stream;
    await video.play();
    setState('seeing');
    while (!ending.aborted) {
      const text = await codeInFrame(video);
      if (text !== null && !ending.aborted) onText(text);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_FRAMES_MS));
    }
  } catch (error) {
    if (ending.aborted) return;
    stop();
    setState(error instanceof DOMException && error.name === 'NotAllowedError' ? 'refused' : 'none');
  }
}
