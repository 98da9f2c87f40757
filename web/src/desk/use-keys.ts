import { useEffect, useEffectEvent, useState } from 'react';

export interface KeyActs {
  readonly next: () => void;
  readonly previous: () => void;
  readonly issue: () => void;
  readonly reject: () => void;
  readonly ask: () => void;
  readonly requestChanges: () => void;
  readonly take: () => void;
  readonly recommend: () => void;
  readonly select: () => void;
  readonly issueSelected: () => void;
  readonly help: () => void;
}

const remembered = 'openpouch-single-keys';

/** Whether single characters act; switched off for good by whoever they get in the way of (WCAG 2.1.4). */
export function useSingleKeys(): readonly [isOn: boolean, setOn: (isOn: boolean) => void] {
  const [isOn, setOn] = useState(() => localStorage.getItem(remembered) !== 'off');
  const keep = (wanted: boolean): void => {
    if (wanted) localStorage.removeItem(remembered);
    else localStorage.setItem(remembered, 'off');
    setOn(wanted);
  };
  return [isOn, keep];
}

/** The desk's keys: characters anywhere but in fields and dialogs, arrows while the queue or nothing has the focus. */
export function useKeys(
  acts: KeyActs,
  options: { readonly single: boolean; readonly queue: () => Element | null },
) {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const act = actOf(event, acts, options);
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function actOf(
  event: KeyboardEvent,
  acts: KeyActs,
  { single, queue }: { readonly single: boolean; readonly queue: () => Element | null },
): (() => void) | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  if (document.querySelector('[role="dialog"]') !== null) return undefined;
  const focused = document.activeElement;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const isOurs = focused === null || focused === document.body || queue()?.contains(focused) === true;
    if (!isOurs || event.shiftKey) return undefined;
    return event.key === 'ArrowDown' ? acts.next : acts.previous;
  }
  if (!single || takesText(focused)) return undefined;
  const key = event.key.toLowerCase();
  if (key === 'j') return acts.next;
  if (key === 'k') return acts.previous;
  // A key held down decides one application, not a pile of them.
  if (event.repeat) return undefined;
  if (key === 'i') return event.shiftKey ? acts.issueSelected : acts.issue;
  if (key === 'r') return acts.reject;
  if (key === 'q') return acts.ask;
  if (key === 'c') return acts.requestChanges;
  if (key === 't') return acts.take;
  // Not E, which shows the evidence.
  if (key === 'm') return acts.recommend;
  if (key === 'x') return acts.select;
  return key === '?' ? acts.help : undefined;
}

const takesText = (element: Element | null): boolean =>
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement ||
  (element instanceof HTMLInputElement && element.type !== 'checkbox' && element.type !== 'button');
