import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useText } from '../text/text.tsx';
import classes from './customs.module.css';

interface VerifyLinkProps {
  readonly recordId: string;
  /** What is verified, for whoever does not see the row. */
  readonly name: string;
}

/** To a record's verification, which begins there at once. */
export function VerifyLink({ recordId, name }: VerifyLinkProps) {
  const { customs: words } = useText();
  return (
    <Button
      component={Link}
      to={`/records/${recordId}/verification`}
      state={{ begin: true }}
      variant="default"
      size="xs"
      className={classes.verify ?? ''}
      aria-description={name}
    >
      {words.verify}
    </Button>
  );
}
