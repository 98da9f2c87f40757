import { languageCodes, languages } from '../text/languages.ts';
import { useLanguage } from '../text/text.tsx';
import { LanguageIcon } from '../ui/icons.tsx';
import classes from './language-menu.module.css';

/** Each language by its own name. The browser's own list: at home on a phone, with a keyboard, in a reader. */
export function LanguageMenu() {
  const { code, text, choose } = useLanguage();
  return (
    <span className={classes.menu}>
      <LanguageIcon />
      <span aria-hidden="true" className={classes.code}>
        {code}
      </span>
      <select
        className={classes.list}
        aria-label={text.ui.language}
        value={code}
        onChange={(event) => {
          const wanted = languageCodes.find((known) => known === event.currentTarget.value);
          // Where its words cannot be fetched, the page stays in the language that it has, and the list says so.
          if (wanted !== undefined) choose(wanted).catch(() => undefined);
        }}
      >
        {languageCodes.map((known) => (
          <option key={known} value={known} lang={known}>
            {languages[known].name}
          </option>
        ))}
      </select>
    </span>
  );
}
