import { type ReactNode, useEffect, useState } from 'react';

interface DropTargetProps {
  readonly className: string | undefined;
  readonly isSmall?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

/**
 * Takes files that are dropped on it. A shortcut: what is inside must do the same by keyboard. While something is over
 * it, it says `data-over`.
 */
export function DropTarget({ className, isSmall = false, onFiles, children }: DropTargetProps) {
  const [isOver, setOver] = useState(false);

  // A file that misses it would take the place of the page, and of what is being written there.
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault();
    for (const kind of ['dragover', 'drop']) window.addEventListener(kind, stay);
    return () => {
      for (const kind of ['dragover', 'drop']) window.removeEventListener(kind, stay);
    };
  }, []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={className}
      data-over={isOver}
      data-small={isSmall}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
    </div>
  );
}
