import { useId } from 'react';
import { HiddenBar } from '../certificates/hidden-bar.tsx';
import { useText } from '../text/text.tsx';
import { useChoice, verificationCode } from './choice.ts';
import classes from './disclosure.module.css';
import { DisclosureValue } from './disclosure-value.tsx';
import { fieldName, shortName } from './field-names.ts';

interface DisclosureFieldProps {
  readonly path: string;
  readonly value: unknown;
  /** Its box says already what it is. */
  readonly isNamed?: boolean;
}

/** A field of the picture: ticked it is shown, else blacked out. One that cannot be hidden says so. */
export function DisclosureField({ path, value, isNamed = false }: DisclosureFieldProps) {
  const text = useText();
  const { hideable, hidden, setHidden } = useChoice();
  const noteId = useId();
  const name = path.slice(path.lastIndexOf('.') + 1);
  const words = (
    <span className={classes.words}>
      {!isNamed && <span className={classes.name}>{shortName(path, text)}</span>}
      <span className={classes.value}>
        {hidden.has(path) ? <HiddenBar /> : <DisclosureValue name={name} value={value} />}
      </span>
    </span>
  );
  if (!hideable.has(path)) {
    return (
      <div className={classes.field} data-fixed>
        {words}
        <span className={classes.always}>{text.disclosure.always}</span>
      </div>
    );
  }
  // It follows the others, as long as one of them is hidden.
  const follows = path === verificationCode && hidden.size > 1;
  return (
    <div>
      <label className={classes.field} data-hidden={hidden.has(path)}>
        <input
          type="checkbox"
          aria-label={fieldName(path, text)}
          aria-describedby={follows ? noteId : undefined}
          checked={!hidden.has(path)}
          disabled={follows}
          onChange={(event) => setHidden([path], !event.currentTarget.checked)}
        />
        {words}
      </label>
      {path === verificationCode && (
        <p id={noteId} className={classes.note}>
          {text.disclosure.codeToo}
        </p>
      )}
    </div>
  );
}

interface GroupTickProps {
  readonly name: string;
  readonly paths: readonly string[];
  /** Where another word than its name is enough to see. */
  readonly short?: string;
}

/** One tick for several fields: half where some of them are hidden. */
export function GroupTick({ name, paths, short = name }: GroupTickProps) {
  const { hidden, setHidden } = useChoice();
  const shown = paths.filter((path) => !hidden.has(path)).length;
  return (
    <label className={classes.group}>
      <input
        type="checkbox"
        aria-label={name}
        checked={shown === paths.length}
        ref={(box) => {
          if (box !== null) box.indeterminate = shown > 0 && shown < paths.length;
        }}
        onChange={() => setHidden(paths, shown === paths.length)}
      />
      {short}
    </label>
  );
}
