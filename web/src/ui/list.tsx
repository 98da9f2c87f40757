import type { ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './list.module.css';
import { MoreButton, type Paging } from './more-button.tsx';

/**
 * How much of the width a column may claim: `lesser` ones go first, on a phone all but the first and the last; what is
 * `below` stands under the first there.
 */
export interface Column {
  readonly name: string;
  readonly keep?: 'lesser' | 'tablet' | 'below';
  /** Stands in the head instead of the name, e.g. to choose all rows. */
  readonly head?: ReactNode;
}

interface ListProps {
  readonly label: string;
  readonly columns: readonly Column[];
  readonly children: ReactNode;
  readonly paging?: Paging;
}

export function List({ label, columns, children, paging }: ListProps) {
  return (
    <div className={classes.frame}>
      <table className={classes.list} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ name, keep, head }) => (
              <th key={name} scope="col" className={cellClass(keep)}>
                {head ?? name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      {paging?.hasNextPage === true && (
        <div className={classes.more}>
          <MoreButton paging={paging} />
        </div>
      )}
    </div>
  );
}

export function Row({ children }: { readonly children: ReactNode }) {
  return <tr className={classes.row}>{children}</tr>;
}

interface CellProps {
  readonly keep?: Column['keep'];
  readonly quiet?: boolean;
  readonly children: ReactNode;
}

export function Cell({ keep, quiet = false, children }: CellProps) {
  return <td className={`${cellClass(keep)} ${quiet ? (classes.quiet ?? '') : ''}`}>{children}</td>;
}

interface LinkCellProps {
  readonly to: string;
  readonly small?: ReactNode;
  /** A certificate's number stays on one line. */
  readonly isNumber?: boolean;
  readonly children: ReactNode;
}

/** The first cell: where the row leads, and in small what a phone has no columns for. */
export function LinkCell({ to, small, isNumber = false, children }: LinkCellProps) {
  return (
    <td>
      <Link to={to} className={classes.link ?? ''} data-number={isNumber}>
        {children}
      </Link>
      {small !== undefined && <span className={classes.small}>{small}</span>}
    </td>
  );
}

function cellClass(keep: Column['keep']): string {
  if (keep === undefined) return '';
  if (keep === 'below') return classes.below ?? '';
  return (keep === 'lesser' ? `${classes.lesser} ${classes.phoneOff}` : classes.phoneOff) ?? '';
}
