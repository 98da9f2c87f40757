import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { useText } from '../text/text.tsx';

/** Beside the lists of what one sees whole: the way to what was shared in parts. */
export function ReceivedLink() {
  const { sharing: words } = useText();
  return (
    <Anchor component={Link} to="/received" size="sm">
      {words.receivedTitle}
    </Anchor>
  );
}
