import type { ToldType } from '../notice.ts';

/** The words of letters; `what` is a certificate by its number, or only what kind of thing it is. */
export interface LetterWords {
  readonly operator: string;
  readonly certificate: (number: string | null) => string;
  readonly pouch: string;
  /** Of what one does not see any more. */
  readonly thing: string;
  readonly events: Readonly<Record<ToldType, (who: string, what: string) => string>>;
  /** Of a type that has no words yet. */
  readonly other: (who: string) => string;
  readonly several: (count: number) => string;
  readonly greeting: (name: string) => string;
  readonly more: (count: number) => string;
  readonly inbox: string;
  readonly choose: string;
}
