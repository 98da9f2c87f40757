import { useNavigation } from 'react-router';
import classes from './navigation-progress.module.css';

/** A line at the top while the code of the next page is on its way; not seen when that takes no time. */
export function NavigationProgress() {
  const { state } = useNavigation();
  return state === 'idle' ? null : <div className={classes.line} aria-hidden />;
}
