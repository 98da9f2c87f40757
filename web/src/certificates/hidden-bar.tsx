import { useText } from '../text/text.tsx';
import classes from './hidden-bar.module.css';

/** A field that this copy does not show: blacked out, and said in words. */
export function HiddenBar() {
  const { sheet } = useText();
  return <em className={classes.bar}>{sheet.hidden}</em>;
}
