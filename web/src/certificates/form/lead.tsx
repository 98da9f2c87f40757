import type { Warning } from '../../api/certificates.ts';
import { useText } from '../../text/text.tsx';
import { warningWords } from '../warning-words.ts';
import classes from './form.module.css';

interface LeadProps {
  /** Shown where the field may stay empty. */
  readonly lead?: string | undefined;
  /** What the chamber wants changed there. */
  readonly wish: string | undefined;
  readonly warnings: readonly Warning[];
}

/** What is said below a field's name; nothing at all where nothing is, or the fields would move apart. */
export const leadOf = (props: LeadProps) =>
  props.wish === undefined && props.warnings.length === 0 ? props.lead : <Lead {...props} />;

function Lead({ lead, wish, warnings }: LeadProps) {
  const text = useText();
  return (
    <>
      {lead}
      {wish !== undefined && <span className={classes.wish}>{text.correspondence.wish(wish)}</span>}
      {warnings.map((warning) => (
        <span key={warning.code} className={classes.warning} title={text.rules.source(warning.source)}>
          {warningWords(warning, text)}
        </span>
      ))}
    </>
  );
}
