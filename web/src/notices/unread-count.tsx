import { useQuery } from '@tanstack/react-query';
import { unreadQuery } from '../api/notices.ts';
import { useText } from '../text/text.tsx';
import classes from './notices.module.css';

const most = 100;

/** How many notices one has not read, beside the way to them; nothing when there are none. */
export function UnreadCount() {
  const { notices: words } = useText();
  const { data } = useQuery(unreadQuery);
  if (data === undefined || data.count === 0) return null;
  const shown = data.count >= most ? words.many : String(data.count);
  return (
    <span className={classes.count}>
      <span aria-hidden="true">{shown}</span>
      <span className={classes.hidden}>{words.unreadCount(data.count)}</span>
    </span>
  );
}
