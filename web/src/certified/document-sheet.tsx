import type { HiddenFields } from '../../../core/disclosure.ts';
import classes from '../certificates/certificate-sheet.module.css';
import { HiddenBar } from '../certificates/hidden-bar.tsx';
import { PartyLines } from '../certificates/party-lines.tsx';
import { at, type Goods, listAt, present, textAt } from '../certificates/read-goods.ts';
import { Box, type Certification, CertifiedBy, ChangedBoxes, Lines } from '../certificates/sheet-parts.tsx';
import { useFormat, useText } from '../text/text.tsx';
import own from './certified.module.css';

interface DocumentSheetProps {
  readonly goods: Goods;
  readonly number: string | null;
  readonly certification: Certification | null;
  /** Of a copy with fields hidden. */
  readonly hidden?: HiddenFields;
  readonly changedBoxes?: ReadonlySet<number | null>;
}

const nothingHidden: HiddenFields = { named: new Set(), further: new Map() };
const none: ReadonlySet<number | null> = new Set();

/** What a chamber certifies of a document: whose it is, which it is to the last byte, and what is certified of it. */
export function DocumentSheet(props: DocumentSheetProps) {
  const { goods, number, certification, hidden = nothingHidden, changedBoxes = none } = props;
  const { sheet, certified: words } = useText();
  const format = useFormat();
  const isHidden = (path: string) => hidden.named.has(path);
  const absent = hidden.further.has('') ? sheet.hiddenOrNotGiven : sheet.notGiven;
  const destination = textAt(goods, 'destinationCountry');
  const thing = textAt(goods, 'certifies');
  const signatory = textAt(goods, 'signatory');
  const day = textAt(goods, 'document.date');
  const origins = listAt(goods, 'origins').filter((origin) => typeof origin === 'string');
  const digest = textAt(goods, 'document.digest');
  const reference = format.inLine([
    textAt(goods, 'document.number'),
    day === undefined ? undefined : format.date(day),
  ]);
  return (
    <ChangedBoxes value={changedBoxes}>
      <article className={classes.sheet} aria-label={`${words.sheet} ${number ?? ''}`.trim()}>
        <header className={classes.head}>
          <div>
            <p className={classes.union}>{words.sheet}</p>
            <h2 className={classes.title}>{textAt(goods, 'document.title') ?? words.documentOf}</h2>
          </div>
          <p className={classes.number}>
            <span>{sheet.number}</span> <bdi>{number ?? sheet.noNumber}</bdi>
          </p>
        </header>
        <div className={classes.boxes}>
          <Box number={1} name={sheet.box1} absent={absent}>
            {isHidden('consignor') ? <HiddenBar /> : <PartyLines party={at(goods, 'consignor')} />}
          </Box>
          <Box number={2} name={sheet.box2} absent={absent}>
            {isHidden('consignee') ? (
              <HiddenBar />
            ) : at(goods, 'consignee.toOrder') === true ? (
              <p>{sheet.toOrder}</p>
            ) : (
              <PartyLines party={at(goods, 'consignee')} />
            )}
            {destination !== undefined && <p>{sheet.destination(format.country(destination))}</p>}
            {isHidden('destinationCountry') && (
              <p>
                {sheet.destinationName} <HiddenBar />
              </p>
            )}
          </Box>
          <Box number={3} name={words.box3} absent={absent}>
            <Lines
              lines={present([
                thing === undefined ? undefined : (words.things[thing] ?? thing),
                signatory === undefined ? undefined : words.signedBy(signatory),
                origins.length === 0
                  ? undefined
                  : words.originOf(format.list(origins.map((code) => format.country(code)))),
              ])}
            />
          </Box>
          <Box number={4} name={words.box4} absent={absent}>
            <Lines lines={present([reference])} />
            {digest !== undefined && (
              <p className={own.digest}>
                <span>{words.digest}</span> {digest.replace(/^0x/, '')}
              </p>
            )}
          </Box>
          <Box number={5} name={sheet.box5} absent={absent} wide>
            <Lines lines={present([textAt(goods, 'remarks')])} />
          </Box>
          <Box number={6} name={sheet.box8} absent={absent} wide>
            <p>{words.certifiesThat[thing ?? ''] ?? words.certifiesThat['other']}</p>
            <CertifiedBy certification={certification} isOfficerHidden={isHidden('issue.officer')} />
          </Box>
        </div>
      </article>
    </ChangedBoxes>
  );
}
