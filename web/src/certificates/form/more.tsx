import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../../text/text.tsx';
import { at } from '../read-goods.ts';
import classes from './form.module.css';
import { useForm, useIsRemarked } from './form-context.tsx';
import { type FieldPath, isSaid } from './form-model.ts';

interface MoreProps {
  /** What is there, in a few words. */
  readonly lead: string;
  /** The fields inside: it is open when one of them says something, or something is said of one. */
  readonly paths: readonly FieldPath[];
  readonly children: ReactNode;
}

/** Fields that are rarely needed, behind a button that names them. */
export function More({ lead, paths, children }: MoreProps) {
  const { application: words } = useText();
  const { read } = useForm();
  const [isOpen, setOpen] = useState(() => paths.some((path) => isSaid(at(read(), path))));
  const isNeeded = useIsRemarked(paths);
  useEffect(() => {
    if (isNeeded) setOpen(true);
  }, [isNeeded]);
  return (
    <div className={classes.more} data-open={isOpen}>
      <p className={classes.moreLine}>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={isOpen}
          aria-label={`${words.more} ${lead}`}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={classes.moreSign}>{isOpen ? '−' : '+'}</span> {words.more}
        </Button>
        <span aria-hidden="true">{lead}</span>
      </p>
      {isOpen && <div className={classes.fields}>{children}</div>}
    </div>
  );
}
