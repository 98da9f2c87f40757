import type { ReadCredential } from '../../../core/credential.ts';
import sheetClasses from '../certificates/certificate-sheet.module.css';
import { textAt } from '../certificates/read-goods.ts';
import { useText } from '../text/text.tsx';
import { verificationCode } from './choice.ts';
import { Box, Fields, IssuedBy } from './disclosure-sheet.tsx';

/** The same of a certified document: which document it is and what is certified of it are always shown. */
export function DocumentDisclosureSheet({ read }: { readonly read: ReadCredential }) {
  const { sheet, certified: words, disclosure } = useText();
  const { subject: goods } = read;
  const number = textAt(goods, 'certificateNumber') ?? '';
  return (
    <article className={sheetClasses.sheet} aria-label={`${words.sheet} ${number}`}>
      <header className={sheetClasses.head}>
        <div>
          <p className={sheetClasses.union}>{words.sheet}</p>
          <h2 className={sheetClasses.title}>{textAt(goods, 'document.title') ?? words.documentOf}</h2>
        </div>
        <p className={sheetClasses.number}>
          <span>{sheet.number}</span> <bdi>{number}</bdi>
        </p>
      </header>
      <div className={sheetClasses.boxes}>
        <Box number={1} name={sheet.box1}>
          <Fields goods={goods} paths={['consignor']} named="consignor" />
        </Box>
        <Box number={2} name={sheet.box2}>
          <Fields goods={goods} paths={['consignee', 'destinationCountry']} named="consignee" />
        </Box>
        <Box number={3} name={words.box3}>
          <Fields goods={goods} paths={['certifies', 'signatory', 'origins']} named="certifies" />
        </Box>
        <Box number={4} name={words.box4}>
          <Fields goods={goods} paths={['document']} named="document" />
        </Box>
        <Box number={5} name={sheet.box5} wide>
          <Fields goods={goods} paths={['remarks']} named="remarks" />
        </Box>
        <Box number={6} name={sheet.box8} wide>
          <IssuedBy read={read} />
        </Box>
        <Box name={disclosure.besides} wide>
          <Fields goods={goods} paths={[verificationCode]} />
        </Box>
      </div>
    </article>
  );
}
