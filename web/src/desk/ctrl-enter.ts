import type { KeyboardEvent } from 'react';

/** Sends what is written in several lines, where Enter begins another. */
export const onCtrlEnter =
  (send: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
