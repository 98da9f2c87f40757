import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react';
import { en, type Text } from './en/index.ts';
import { createFormat, type Format } from './format.ts';
import { type LanguageCode, languages, localeOf, rememberLanguage, tagOf } from './languages.ts';

export type { Format, Text };

/** Words and formats that came together: never the one in one language and the other in another. */
export interface Language {
  readonly code: LanguageCode;
  readonly text: Text;
  readonly format: Format;
}

interface Choice extends Language {
  /** Whoever chose keeps it for the next visit. */
  readonly choose: (code: LanguageCode) => Promise<void>;
}

const LanguageContext = createContext<Choice | null>(null);

/** @throws when its words cannot be fetched */
export const loadLanguage = async (code: LanguageCode): Promise<Language> =>
  languageWith(code, await languages[code].load());

/** There whatever happens. */
export const english = (): Language => languageWith('en', en);

const languageWith = (code: LanguageCode, text: Text): Language => ({
  code,
  text,
  format: createFormat(localeOf(code, navigator.languages), languages[code].direction),
});

interface LanguageProviderProps {
  /** Loaded before anything is drawn, so that no page begins in another language. */
  readonly first: Language;
  readonly children: ReactNode;
}

export function LanguageProvider({ first, children }: LanguageProviderProps) {
  const [language, setLanguage] = useState(first);
  const { code } = language;
  useLayoutEffect(() => {
    document.documentElement.lang = tagOf(code);
    document.documentElement.dir = languages[code].direction;
  }, [code]);
  const choose = async (wanted: LanguageCode) => {
    rememberLanguage(wanted);
    setLanguage(await loadLanguage(wanted));
  };
  return <LanguageContext value={{ ...language, choose }}>{children}</LanguageContext>;
}

export function useLanguage(): Choice {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error('There is no LanguageProvider above.');
  return language;
}

export const useText = (): Text => useLanguage().text;
export const useFormat = (): Format => useLanguage().format;
