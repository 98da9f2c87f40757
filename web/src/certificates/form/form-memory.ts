import type { Goods } from '../read-goods.ts';

/** What was typed and is not saved yet, kept in this tab until it is. */
export interface Unsaved {
  readonly chamberId: string;
  readonly form: Goods;
}

const keyOf = (id: string): string => `openpouch-application-${id}`;

export function rememberUnsaved(id: string, unsaved: Unsaved): void {
  sessionStorage.setItem(keyOf(id), JSON.stringify(unsaved));
}

export const forgetUnsaved = (id: string): void => sessionStorage.removeItem(keyOf(id));

export function recallUnsaved(id: string): Unsaved | null {
  const kept = sessionStorage.getItem(keyOf(id));
  return kept === null ? null : (JSON.parse(kept) as Unsaved);
}
