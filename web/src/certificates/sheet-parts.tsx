import { createContext, type ReactNode, useContext } from 'react';
import { useFormat, useText } from '../text/text.tsx';
import classes from './certificate-sheet.module.css';
import { HiddenBar } from './hidden-bar.tsx';
import { present } from './read-goods.ts';

/** Box 8: who certified, where and when. */
export interface Certification {
  readonly chamber: string;
  readonly place?: string | undefined;
  readonly date?: string | undefined;
  readonly officer?: string | undefined;
}

const none: ReadonlySet<number | null> = new Set();
/** Numbers of the boxes of the sheet to be marked. */
export const ChangedBoxes = createContext(none);

interface CertifiedByProps {
  readonly certification: Certification | null;
  readonly isOfficerHidden: boolean;
}

/** The chamber under what it certifies; that it has not yet, where it has not. */
export function CertifiedBy({ certification, isOfficerHidden }: CertifiedByProps) {
  const text = useText();
  const format = useFormat();
  if (certification === null) return <p className={classes.quiet}>{text.sheet.notCertified}</p>;
  return (
    <p className={classes.certification}>
      <strong>{certification.chamber}</strong>
      {present([placeAndDate(certification, text, format), certification.officer]).map((line) => (
        <span key={line}>
          <bdi>{line}</bdi>
        </span>
      ))}
      {isOfficerHidden && <HiddenBar />}
    </p>
  );
}

function placeAndDate(
  { place, date }: Certification,
  text: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
): string | undefined {
  const day = date === undefined ? undefined : format.date(date);
  return place !== undefined && day !== undefined ? text.sheet.placeAndDate(place, day) : (day ?? place);
}

interface BoxProps {
  readonly number: number;
  readonly name: string;
  readonly absent: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One box of a sheet, marked where something in it is new. */
export function Box({ number, name, absent, wide = false, children }: BoxProps) {
  return (
    <section className={classes.box} data-wide={wide} data-changed={useContext(ChangedBoxes).has(number)}>
      <h3 className={classes.boxName}>
        <span className={classes.boxNumber}>{number}</span> {name}
      </h3>
      <div className={classes.content} data-absent={absent}>
        {children}
      </div>
    </section>
  );
}

/** `bdi`: each line runs in its own script's direction, whatever the page's is. */
export function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <p key={line}>
      <bdi>{line}</bdi>
    </p>
  ));
}
