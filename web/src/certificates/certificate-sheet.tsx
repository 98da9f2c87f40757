import type { HiddenFields } from '../../../core/disclosure.ts';
import { useFormat, useText } from '../text/text.tsx';
import classes from './certificate-sheet.module.css';
import { GoodsTable } from './goods-table.tsx';
import { HiddenBar } from './hidden-bar.tsx';
import { PartyLines } from './party-lines.tsx';
import { at, type Goods, listAt, present, textAt } from './read-goods.ts';
import { Box, type Certification, CertifiedBy, ChangedBoxes, Lines } from './sheet-parts.tsx';
import { originNames, referenceLines, transportLines, useSheetWords } from './sheet-words.ts';

interface CertificateSheetProps {
  readonly goods: Goods;
  readonly number: string | null;
  readonly certification: Certification | null;
  /** Of a copy with fields hidden. */
  readonly hidden?: HiddenFields;
  /** Numbers of the boxes to be marked, because something in them is new. */
  readonly changedBoxes?: ReadonlySet<number | null>;
}

const nothingHidden: HiddenFields = { named: new Set(), further: new Map() };
const none: ReadonlySet<number | null> = new Set();

/** The certificate as the eight boxes of the official form (Regulation 2454/93, Annex 12). */
export function CertificateSheet({
  goods,
  number,
  certification,
  hidden = nothingHidden,
  changedBoxes = none,
}: CertificateSheetProps) {
  const text = useText();
  const format = useFormat();
  const words = useSheetWords();
  const { sheet } = text;
  const isHidden = (path: string) => hidden.named.has(path);
  // Which of the others are hidden and which were never there nobody can tell.
  const absent = hidden.further.has('') ? sheet.hiddenOrNotGiven : sheet.notGiven;
  // English is what everybody expects.
  const language = textAt(goods, 'language') ?? 'en';
  const isForeign = language !== 'en';
  const destination = textAt(goods, 'destinationCountry');
  const destinationLine =
    destination === undefined ? undefined : sheet.destination(format.country(destination));
  const principal = at(goods, 'onBehalfOf');
  const importer = textAt(goods, 'importer.name');
  return (
    <ChangedBoxes value={changedBoxes}>
      <article className={classes.sheet} aria-label={`${sheet.title} ${number ?? ''}`.trim()}>
        <header className={classes.head}>
          <div>
            <p className={classes.union}>{sheet.union}</p>
            <h2 className={classes.title}>{sheet.title}</h2>
            {isForeign && <p className={classes.quiet}>{sheet.madeOutIn(format.language(language))}</p>}
          </div>
          <p className={classes.number}>
            <span>{sheet.number}</span> <bdi>{number ?? sheet.noNumber}</bdi>
          </p>
        </header>
        <div className={classes.boxes}>
          <Box number={1} name={sheet.box1} absent={absent}>
            {isHidden('consignor') ? <HiddenBar /> : <PartyLines party={at(goods, 'consignor')} />}
            {textAt(principal, 'name') === undefined ? null : (
              <>
                <p className={classes.quiet}>{sheet.forAndOnBehalfOf}</p>
                <PartyLines party={principal} />
              </>
            )}
          </Box>
          <Box number={2} name={sheet.box2} absent={absent}>
            {isHidden('consignee') ? (
              <HiddenBar />
            ) : at(goods, 'consignee.toOrder') === true ? (
              <p>{sheet.toOrder}</p>
            ) : (
              <PartyLines party={at(goods, 'consignee')} />
            )}
            {destinationLine === undefined ? null : <p>{destinationLine}</p>}
            {isHidden('destinationCountry') && (
              <p>
                {sheet.destinationName} <HiddenBar />
              </p>
            )}
            {importer === undefined ? null : <p>{sheet.importer(importer)}</p>}
          </Box>
          <Box number={3} name={sheet.box3} absent={absent}>
            <Lines lines={originNames(listAt(goods, 'origins'), words)} />
          </Box>
          <Box number={4} name={sheet.box4} absent={absent}>
            <Lines lines={transportLines(goods, words)} />
          </Box>
          <Box number={5} name={sheet.box5} absent={absent} wide>
            <Lines lines={[...present([textAt(goods, 'remarks')]), ...referenceLines(goods, words)]} />
          </Box>
          <div className={classes.goods} data-changed={changedBoxes.has(6) || changedBoxes.has(7)}>
            <GoodsTable goods={goods} hidden={hidden} />
          </div>
          <Box number={8} name={sheet.box8} absent={absent} wide>
            <p>{sheet.certifies}</p>
            <CertifiedBy certification={certification} isOfficerHidden={isHidden('issue.officer')} />
          </Box>
        </div>
      </article>
    </ChangedBoxes>
  );
}
