import { useEffect, useEffectEvent } from 'react';

/** `E`, anywhere but in fields and dialogs; see the desk's keys. */
export function useEvidenceKey(isOn: boolean, act: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!isOn || event.key.toLowerCase() !== 'e' || event.repeat || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('[role="dialog"]') !== null) return;
    if (document.activeElement?.matches('textarea, select, input:not([type="checkbox"])') === true) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
