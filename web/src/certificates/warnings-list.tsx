import type { Warning } from '../api/certificates.ts';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './application-details.module.css';
import { placeOf } from './field-place.ts';
import { pathOf, warningWords } from './warning-words.ts';

/** What is worth a look before it is decided: where, what, and after which rule. */
export function WarningsList({ warnings }: { readonly warnings: readonly Warning[] }) {
  const text = useText();
  if (warnings.length === 0) return null;
  return (
    <Notice tone="wait">
      <strong>{text.rules.title}</strong>
      <ul className={classes.warnings}>
        {warnings.map((warning) => (
          <li key={`${warning.code} ${warning.pointer}`}>
            <span className={classes.place}>{placeOf(pathOf(warning.pointer), text)}</span>{' '}
            {warningWords(warning, text)}
            <small>
              {warning.blocks && `${text.ui.sentence(text.rules.blocks)} `}
              {text.rules.source(warning.source)}
            </small>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
