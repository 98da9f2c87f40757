import type { CertificateSubject } from '../../../core/certificate-subject.ts';
import { formWords, named, secondWord } from './form-language.ts';
import {
  box,
  bronze,
  type FormData,
  frame,
  heading,
  headingKind,
  ink,
  label,
  labelHeight,
  middle,
  padding,
  page,
  print,
  type Sheet,
  small,
  value,
  width,
} from './form-page.ts';
import { type Fitted, fitText } from './form-text.ts';
import {
  consigneeLines,
  consignorLines,
  isUnionForm,
  languageLine,
  originName,
  remarkLines,
  transportLines,
} from './form-words.ts';

/** Boxes 1 to 5 with the heights that their texts need. */
export interface Head {
  readonly consignor: Fitted;
  readonly consignee: Fitted;
  readonly origins: Fitted;
  readonly transport: Fitted;
  readonly remarks: Fitted;
  /** Heights: boxes 1, 2 (left), 3 (right), 4 and 5. */
  readonly heights: {
    readonly one: number;
    readonly two: number;
    readonly three: number;
    readonly four: number;
  };
  /** Where box 6 begins. */
  readonly bottom: number;
  /** What its box is too small for; it stands below the goods. */
  readonly overflow: readonly string[];
}

/** Heights of number and title, at the right of boxes 1 and 2. */
const numberHeight = 42;
const titleHeight = 62;
const half = width / 2;

export function measureHead({ subject, chamber }: FormData): Head {
  const overflow: string[] = [];
  const words = formWords(subject.language);
  const boxed = (
    number: 1 | 2 | 3 | 4 | 5,
    texts: readonly string[],
    wanted: number,
    most: number,
  ): Fitted => {
    const room = { width: half - 2 * padding, height: wanted - labelHeight - 4 };
    const fitted = fitText(texts, 'regular', room);
    if (fitted.height <= most) return fitted;
    const name = words.boxOf(words.boxes[number], number);
    overflow.push(`${name}:`, ...texts);
    return fitText([words.seeBelow(name)], 'regular', room);
  };
  const union = isUnionForm(chamber.country);
  const consignor = boxed(1, consignorLines(subject), 108, 180);
  const consignee = boxed(2, consigneeLines(subject), 108, 150);
  const origins = boxed(3, [originLine(subject, union)], 96, 130);
  const transport = boxed(4, transportLines(subject), 92, 110);
  const remarks = boxed(5, remarkLines(subject), 92, 150);

  const tall = (least: number, ...texts: readonly Fitted[]) =>
    Math.max(least, ...texts.map(({ height }) => height + labelHeight + 4));
  const one = tall(88, consignor);
  const above = numberHeight + titleHeight;
  const whole = Math.max(one + tall(88, consignee), above + tall(72, origins));
  const four = tall(66, transport, remarks);
  const heights = { one, two: whole - one, three: whole - above, four };
  const bottom = page.top + whole + four;
  return { consignor, consignee, origins, transport, remarks, heights, bottom, overflow };
}

const originLine = ({ origins, language }: CertificateSubject, union: boolean): string =>
  origins.map((code) => originName(code, union, formWords(language))).join('; ');

export function drawHead(sheet: Sheet, data: FormData, head: Head): void {
  const { one, two, three, four } = head.heights;
  const { left, top } = page;
  const bottom = top + one + two;
  const words = formWords(data.subject.language);
  const nameOf = (number: 1 | 2 | 3 | 4 | 5) => named(words, ({ boxes }) => boxes[number]);
  box(sheet, 1, nameOf(1), head.consignor, { x: left, y: top, width: half, height: one });
  box(sheet, 2, nameOf(2), head.consignee, { x: left, y: top + one, width: half, height: two });
  box(sheet, 3, nameOf(3), head.origins, {
    x: middle,
    y: bottom - three,
    width: half,
    height: three,
  });
  box(sheet, 4, nameOf(4), head.transport, {
    x: left,
    y: bottom,
    width: half,
    height: four,
  });
  box(sheet, 5, nameOf(5), head.remarks, { x: middle, y: bottom, width: half, height: four });
  drawNumber(sheet, data);
  drawTitle(sheet, data);
}

function drawNumber(sheet: Sheet, { subject, kind }: FormData): void {
  frame(sheet, { x: middle, y: page.top, width: half, height: numberHeight });
  const x = middle + padding;
  const words = formWords(subject.language);
  label(sheet, words.number, { x, y: page.top + 6 });
  value(sheet, subject.certificateNumber, numberStyle(subject), { x, y: page.top + 18 });
  const language = languageLine(subject);
  if (language !== undefined) label(sheet, language, { x, y: page.top + 32 });
  value(
    sheet,
    heading(kind, subject),
    { weight: 'bold', size: 13 },
    {
      x: page.right - padding,
      y: page.top + 16,
      align: 'right',
    },
  );
  const second = secondWord(words, ({ kinds }) => kinds[headingKind(kind, subject)]);
  if (second !== undefined)
    label(sheet, second, { x: page.right - padding, y: page.top + 32, align: 'right' });
}

/** 35 characters at most: a long number is set smaller, beside what the print is. */
const numberStyle = ({ certificateNumber }: CertificateSubject) => {
  const { size } = fitText([certificateNumber], 'bold', { width: half - 96, height: 12 });
  return { weight: 'bold', size: size === 9 && certificateNumber.length <= 20 ? 11.5 : size } as const;
};

function drawTitle(sheet: Sheet, { chamber, subject }: FormData): void {
  const words = formWords(subject.language);
  const y = page.top + numberHeight;
  frame(sheet, { x: middle, y, width: half, height: titleHeight });
  const x = middle + half / 2;
  const union = isUnionForm(chamber.country);
  const second = secondWord(words, ({ title }) => title);
  sheet.pdf.fillColor(bronze);
  if (union)
    print(
      sheet,
      named(words, (of) => of.union.toUpperCase()),
      { weight: 'bold', size: 9.5 },
      { x, y: y + 9, align: 'middle' },
    );
  sheet.pdf.fillColor(ink);
  print(
    sheet,
    words.title,
    { weight: 'bold', size: second === undefined ? 15 : 13 },
    {
      x,
      y: union ? y + 21 : y + 14,
      align: 'middle',
    },
  );
  // Arabic letters reach further below their line.
  const below = (union ? 36 : 30) + (sheet.isRtl ? 2 : 0);
  if (second !== undefined) print(sheet, second, small, { x, y: y + below, align: 'middle' });
  const [by] = fitText([chamber.legalName], 'regular', { width: half - 2 * padding, height: 9 }).lines;
  if (by !== undefined) {
    sheet.pdf.fillColor(bronze);
    print(
      sheet,
      by,
      { weight: 'regular', size: 7 },
      { x, y: y + (union ? 44 : 38) + (second === undefined ? 0 : 3), align: 'middle' },
    );
  }
}
