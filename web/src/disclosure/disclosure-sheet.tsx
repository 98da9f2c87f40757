import type { ReactNode } from 'react';
import { HIDEABLE_IN_ITEM, type ReadCredential } from '../../../core/credential.ts';
import sheetClasses from '../certificates/certificate-sheet.module.css';
import { labelOf } from '../certificates/field-place.ts';
import { at, type Goods, listAt, textAt } from '../certificates/read-goods.ts';
import { useFormat, useText } from '../text/text.tsx';
import { useChoice, verificationCode } from './choice.ts';
import classes from './disclosure.module.css';
import { DisclosureField, GroupTick } from './disclosure-field.tsx';

/** The picture of the certificate, with a tick at each field: its eight boxes, and what goes with them. */
export function DisclosureSheet({ read }: { readonly read: ReadCredential }) {
  const { sheet, disclosure: words } = useText();
  const { subject: goods } = read;
  const number = textAt(goods, 'certificateNumber') ?? '';
  const besides = ['applicant', 'supportingDocuments', verificationCode];
  return (
    <article className={sheetClasses.sheet} aria-label={`${sheet.title} ${number}`}>
      <header className={sheetClasses.head}>
        <div>
          <p className={sheetClasses.union}>{sheet.union}</p>
          <h2 className={sheetClasses.title}>{sheet.title}</h2>
        </div>
        <p className={sheetClasses.number}>
          <span>{sheet.number}</span> <bdi>{number}</bdi>
        </p>
      </header>
      <div className={sheetClasses.boxes}>
        <Box number={1} name={sheet.box1}>
          <Fields goods={goods} paths={['consignor', 'onBehalfOf']} named="consignor" />
        </Box>
        <Box number={2} name={sheet.box2}>
          <Fields goods={goods} paths={['consignee', 'destinationCountry', 'importer']} named="consignee" />
        </Box>
        <Box number={3} name={sheet.box3}>
          <Fields goods={goods} paths={['origins']} named="origins" />
        </Box>
        <Box number={4} name={sheet.box4}>
          <Fields goods={goods} paths={['transport']} named="transport" />
        </Box>
        <Box number={5} name={sheet.box5} wide>
          <Fields
            goods={goods}
            paths={['remarks', 'references', 'incoterm', 'invoiceTotal']}
            named="remarks"
          />
        </Box>
        <Box number={6} second={7} name={`${sheet.goods}, ${sheet.box7}`} wide>
          <Items goods={goods} />
          <Fields goods={goods} paths={['totals']} />
        </Box>
        <Box number={8} name={sheet.box8} wide>
          <IssuedBy read={read} />
        </Box>
        <Box name={words.besides} wide>
          <Fields goods={goods} paths={besides} />
        </Box>
      </div>
    </article>
  );
}

/** Who certified it, and when. */
export function IssuedBy({ read: { subject: goods, issuer } }: { readonly read: ReadCredential }) {
  const { sheet, disclosure: words } = useText();
  const format = useFormat();
  const day = textAt(goods, 'issue.date') ?? '';
  return (
    <>
      <div className={classes.field} data-fixed>
        <span className={classes.words}>
          <strong>{issuer.name}</strong>
          <bdi>{sheet.placeAndDate(textAt(goods, 'issue.place') ?? '', format.date(day))}</bdi>
        </span>
        <span className={classes.always}>{words.always}</span>
      </div>
      <Fields goods={goods} paths={['issue.officer']} />
    </>
  );
}

interface BoxProps {
  readonly number?: number;
  readonly second?: number;
  readonly name: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function Box({ number, second, name, wide = false, children }: BoxProps) {
  return (
    <section className={sheetClasses.box} data-wide={wide}>
      <h3 className={sheetClasses.boxName}>
        {[number, second].map(
          (one) =>
            one !== undefined && (
              <span key={one} className={sheetClasses.boxNumber}>
                {one}
              </span>
            ),
        )}{' '}
        {name}
      </h3>
      <div className={sheetClasses.content}>{children}</div>
    </section>
  );
}

interface FieldsProps {
  readonly goods: Goods;
  readonly paths: readonly string[];
  /** The one that has the name of its box. */
  readonly named?: string;
}

/** Those that the certificate has. */
export function Fields({ goods, paths, named }: FieldsProps) {
  return paths
    .filter((path) => at(goods, path) !== undefined)
    .map((path) => (
      <DisclosureField key={path} path={path} value={at(goods, path)} isNamed={path === named} />
    ));
}

function Items({ goods }: { readonly goods: Goods }) {
  const text = useText();
  const words = text.disclosure;
  const { hideable } = useChoice();
  const items = listAt(goods, 'items').map((_, index) =>
    HIDEABLE_IN_ITEM.map((name) => `items.${index}.${name}`).filter((path) => hideable.has(path)),
  );
  const shared = HIDEABLE_IN_ITEM.filter(
    (name) => items.filter((paths) => paths.some((path) => path.endsWith(`.${name}`))).length > 1,
  );
  return (
    <>
      {shared.length > 0 && (
        <fieldset className={classes.shared}>
          <legend className={classes.name}>{words.inAllItems}</legend>
          {shared.map((name) => (
            <GroupTick
              key={name}
              name={words.allItems(labelOf(`items.${name}`, text))}
              short={labelOf(`items.${name}`, text)}
              paths={items.flat().filter((path) => path.endsWith(`.${name}`))}
            />
          ))}
        </fieldset>
      )}
      {items.map((paths, index) => (
        <div key={paths[0] ?? index} className={classes.item}>
          <GroupTick name={words.allOfItem(index + 1)} paths={paths} />
          <div className={classes.itemFields}>
            <Fields goods={goods} paths={paths} />
          </div>
        </div>
      ))}
    </>
  );
}
