import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { certificateStates } from '../../../core/certificate-states.ts';
import { EVENT_NAMES } from '../../../core/event-types.ts';
import { CHECK_CODES, type Check } from '../../../core/verdict.ts';
import { fieldErrorCodes, problemCatalogue } from '../../../server/http/problem.ts';
import { ar } from '../../../web/src/text/ar/index.ts';
import { en, type Text } from '../../../web/src/text/en/index.ts';
import { createFormat } from '../../../web/src/text/format.ts';
import { fr } from '../../../web/src/text/fr/index.ts';
import { languages, localeOf } from '../../../web/src/text/languages.ts';
import { nl } from '../../../web/src/text/nl/index.ts';
import { zh } from '../../../web/src/text/zh/index.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = (pattern: string): { path: string; text: string }[] =>
  globSync(pattern, { cwd: root }).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

type Said = string | ((...parts: readonly unknown[]) => unknown);

/** Every word by its path; a sentence that is made of parts as the function that makes it. */
function wordsIn(value: unknown, path = ''): [path: string, said: Said][] {
  if (typeof value === 'string' || typeof value === 'function') return [[path, value as Said]];
  return Object.entries(value as object).flatMap(([name, inner]) => wordsIn(inner, `${path}/${name}`));
}

/** The sentence with a sign for each part, so that one sees which parts it says. */
const parts = ['⟨1⟩', '⟨2⟩', '⟨3⟩', '⟨4⟩'];
const sentenceOf = (said: Said): string => (typeof said === 'string' ? said : String(said(...parts)));

/** What English leaves to the server and to core. */
const isOfOthers = (path: string): boolean => /^\/(problems|checks)\//.test(path);

/** The same in English and the other language, and right so. */
const alike: Readonly<Record<string, readonly string[]>> = {
  nl: [
    ...[
      'Webhooks',
      'Browser',
      'Bulk',
      'Client-id',
      'Container',
      'Containers',
      'Contract',
      'Document',
      'E-mail',
      'In bulk',
      'Link',
      'Incoterm',
    ],
    ...[
      'Menu',
      'Open',
      'OpenPouch',
      'Passkey',
      'Postcode',
      'Record',
      'Register',
      'containers',
      'postcode',
      'sets',
      'nl',
    ],
    ...['Containers: ⟨1⟩', 'Contract ⟨1⟩', 'Product ⟨1⟩', 'long tons', 'short tons'],
  ],
  fr: [
    ...[
      'Certification',
      'Date',
      'Destination',
      'Document',
      'Documents',
      'E-mail',
      'Identification',
      'Incoterm',
      'Menu',
    ],
    ...[
      'Webhooks',
      'Message',
      'Note',
      'OpenPouch',
      'Organisation',
      'Organisations',
      'Question',
      'Secret',
      'Transaction',
    ],
    ...['Messages', 'Messages (⟨1⟩)', '⟨1⟩, version ⟨2⟩'],
    ...['Transport', '⟨1⟩ minutes'],
    ...['Voyage', 'cartons', 'destination', 'voyage', 'Version ⟨1⟩', '⟨1⟩ net'],
  ],
  ar: ['OpenPouch'],
  zh: ['OpenPouch', 'ACID ⟨1⟩'],
};
/** Abbreviations, units and keys belong to no language. */
const isSign = (sentence: string): boolean => !/[a-z]{3}/.test(sentence.replaceAll(/Ctrl|Shift|Enter/g, ''));

for (const [code, text] of Object.entries({ nl, fr, ar, zh }) as [string, Text][]) {
  describe(`the words in ${languages[code as 'nl' | 'fr' | 'ar' | 'zh'].name}`, () => {
    const english = new Map(wordsIn(en));
    const own = wordsIn(text).filter(([path]) => !isOfOthers(path));

    it('are those that English has, and no others', () => {
      expect(own.map(([path]) => path).toSorted()).to.deep.equal([...english.keys()].toSorted());
    });

    it('say each part of a sentence that English says', () => {
      const marks = (said: Said) => parts.filter((part) => sentenceOf(said).includes(part));
      for (const [path, said] of own) {
        expect(marks(said), path).to.have.members(marks(english.get(path) ?? ''));
        expect(sentenceOf(said).trim(), path).to.equal(sentenceOf(said));
        expect(sentenceOf(said), path).to.not.equal('');
      }
    });

    it('are translated', () => {
      const left = own.filter(
        ([path, said]) =>
          sentenceOf(said) === sentenceOf(english.get(path) ?? '') &&
          !isSign(sentenceOf(said)) &&
          !alike[code]?.includes(sentenceOf(said)),
      );
      expect(left.map(([path, said]) => `${path}: ${sentenceOf(said)}`)).to.deep.equal([]);
    });

    it('know every refusal of the server and everything that can be wrong with a field', () => {
      const { said, fields } = text.problems;
      expect(Object.keys(said).toSorted()).to.deep.equal(
        problemCatalogue()
          .map((problem) => problem.code)
          .toSorted(),
      );
      expect(Object.keys(fields).toSorted()).to.deep.equal([...fieldErrorCodes].toSorted());
      for (const say of Object.values(said)) expect(say({})).to.match(/^\S.*[.。]$/);
      for (const say of Object.values(fields)) expect(say(3)).to.match(/^\S.*[.。]$/);
    });

    it('say why a party may not, and in which state something is, as the server does', () => {
      const { said } = text.problems;
      const server = sources('server/**/*.ts').map((source) => source.text);
      const reasons = server.flatMap((source) => [...source.matchAll(/\bwhy: ['`]([^'`]+)['`]/g)]);
      expect(reasons.length).to.be.greaterThan(5);
      for (const [, why = ''] of reasons)
        expect(said['not_permitted_party']?.({ why }), why).to.not.equal(said['not_permitted_party']?.({}));
      for (const state of [...certificateStates, 'not accredited', 'closed', 'withdrawn'])
        expect(said['wrong_state']?.({ state: state.replace('_', ' ') }), state).to.not.equal(
          said['wrong_state']?.({}),
        );
    });

    it('know every check and each way in which core lets it come out', () => {
      expect(outcomes.length).to.be.greaterThan(40);
      for (const [check, status] of outcomes) {
        const say = text.checks[check]?.[status];
        const sentence = typeof say === 'function' ? say({ sequence: 1, block: 2 }) : say;
        expect(sentence, `${check} ${status}`).to.match(/^\S.*[.。]$/);
      }
    });
  });
}

const statusOf = {
  holds: 'ok',
  fails: 'failed',
  cannotTell: 'unknown',
  waits: 'unknown',
  informs: 'unknown',
};
/** What checks of several codes call: each of these codes may come out in each of these ways. */
const shared = {
  sealed: { codes: ['issuance.sealed', 'subject.sealed'], statuses: ['ok', 'unknown'] },
  accredited: { codes: ['issuer.accredited', 'rendition.issuer'], statuses: ['ok', 'failed', 'unknown'] },
} as const;

/** Read from core's sources: what a check is given there, it can say here. */
const outcomes: readonly (readonly [check: string, status: Check['status']])[] = [
  ...sources('core/*.ts').flatMap(({ text }) =>
    [...text.matchAll(/\b(holds|fails|cannotTell|waits|informs)\(\s*'([a-z.]+)'/g)].map(
      ([, how = '', check = '']) =>
        [check, statusOf[how as keyof typeof statusOf] as Check['status']] as const,
    ),
  ),
  ...Object.values(shared).flatMap(({ codes, statuses }) =>
    codes.flatMap((check) => statuses.map((status) => [check, status] as const)),
  ),
];

describe('the words of the checks', () => {
  it('are asked for each check that core knows', () => {
    expect([...new Set(outcomes.map(([check]) => check))].toSorted()).to.deep.equal(CHECK_CODES.toSorted());
  });
});

describe('the words of events', () => {
  // A draft of an event names its type from the same list, so that none is recorded which has no words.
  it('are there for each that a trail tells, and can be asked for', () => {
    for (const words of [en.trail.events, en.activity.acts])
      expect(Object.keys(words).filter((name) => name !== 'erased')).to.have.members(EVENT_NAMES);
  });
});

describe('French', () => {
  it('keeps signs on the line of their word', () => {
    const found = wordsIn(fr)
      .map(([, said]) => sentenceOf(said))
      .filter((sentence) => /[^\u00a0] *[;?!»](\s|$)| :|« /.test(sentence) && sentence !== '?');
    expect(found).to.deep.equal([]);
  });
});

describe('Arabic', () => {
  it('isolates what its sentences are given, but for plain numbers', () => {
    const { access, desk } = ar;
    expect(access.until('12 May')).to.equal('حتى \u206812 May\u2069');
    expect(desk.assigned('An', 'An')).to.equal('أخذه \u2068An\u2069');
    expect(ar.sheet.placeAndDate('Antwerp', '12 May')).to.equal(
      '\u200f\u2068Antwerp\u2069، \u206812 May\u2069',
    );
    expect(ar.files.kinds).to.match(/^\u200fCSV /);
    expect(ar.files.done('3', '1,200')).to.not.match(/[\u2068\u2069]/);
    expect(ar.disclosure.fields['totals']).to.equal('المجاميع');
  });

  it('counts in the forms that a number asks for, two by the word alone and as its place in the sentence wants', () => {
    const counts = [0, 1, 2, 3, 10, 11, 99, 100, 103];
    expect(counts.map((count) => ar.sharing.documentsOf(count))).to.deep.equal([
      ...['0 مستند', 'مستند واحد', 'مستندان', '3 مستندات', '10 مستندات'],
      ...['11 مستندًا', '99 مستندًا', '100 مستند', '103 مستندات'],
    ]);
    expect(ar.desk.bulk.title(2)).to.equal('إصدار شهادتين');
    expect(ar.chamber.hours('2.5')).to.equal('2.5 ساعة');
  });
});

describe('Chinese', () => {
  it('is written with its own signs, and without spaces beside Latin words', () => {
    const found = wordsIn(zh)
      .map(([, said]) => sentenceOf(said))
      .filter((sentence) =>
        /[\p{sc=Han}⟩][,;:?!()]|[,;:?!()][\p{sc=Han}⟨]|\p{sc=Han} [\w⟨]|[\w⟩] \p{sc=Han}/u.test(sentence),
      );
    expect(found).to.deep.equal([]);
  });
});

describe('a format', () => {
  it('follows the reader’s own locale of the language', () => {
    expect(localeOf('nl', ['en-US', 'nl-NL'])).to.equal('nl-NL');
    expect(localeOf('fr', ['en-US'])).to.equal('fr-BE');
    expect(localeOf('zh', ['zh-SG', 'zh-CN'])).to.equal('zh-SG');
    // Words in one script, and names of countries in the same.
    expect(localeOf('zh', ['zh-TW', 'zh-HK'])).to.equal('zh-CN');
  });

  it('writes dates, numbers, countries and lists as the language does', () => {
    const time = '2026-05-12T12:00:00Z';
    const said = ['en-GB', 'nl-BE', 'fr-BE'].map((locale) => {
      const format = createFormat(locale);
      return [
        format.date(time),
        format.number(1234.5),
        format.decimal('12345678901234.50'),
        format.country('DE'),
        format.currency('USD'),
        format.list(['a', 'b']),
      ];
    });
    expect(said).to.deep.equal([
      ['12 May 2026', '1,234.5', '12,345,678,901,234.50', 'Germany', 'US Dollar', 'a and b'],
      ['12 mei 2026', '1.234,5', '12.345.678.901.234,50', 'Duitsland', 'Amerikaanse dollar', 'a en b'],
      [
        '12 mai 2026',
        '1\u202f234,5',
        '12\u202f345\u202f678\u202f901\u202f234,50',
        'Allemagne',
        'dollar des États-Unis',
        'a et b',
      ],
    ]);
  });

  it('counts and dates in Arabic as the documents do, whatever the country, and isolates what it lists', () => {
    for (const locale of ['ar-AE', 'ar-EG', 'ar-SA', 'ar']) {
      const format = createFormat(locale, 'rtl');
      expect(format.date('2026-05-12T12:00:00Z'), locale).to.equal('12 مايو 2026');
      expect(format.decimal('18450.00'), locale).to.equal('18,450.00');
      expect(format.list(['Noorderdok', 'Scheldt']), locale).to.equal(
        '\u2068Noorderdok\u2069 و\u2068Scheldt\u2069',
      );
    }
  });

  it('puts beside each other what there is, from the right in Arabic whichever script comes first', () => {
    expect(createFormat('en-GB').inLine(['Noorderdok', null, '', 'Ghent'])).to.equal('Noorderdok, Ghent');
    const arabic = createFormat('ar-AE', 'rtl');
    expect(arabic.inLine(['HS 1806', '41 كراتين'], ' · ')).to.equal(
      '\u200f\u2068HS 1806\u2069 · \u206841 كراتين\u2069',
    );
    expect(arabic.inLine(['Noorderdok', undefined])).to.equal('Noorderdok');
    expect(arabic.inLine(['أ', 'ب'])).to.equal('\u200f\u2068أ\u2069، \u2068ب\u2069');
  });

  it('sets a full-width comma between the parts of a Chinese line', () => {
    const { inLine, list } = createFormat('zh-CN');
    expect(inLine(['Noorderdok', '', '新加坡'])).to.equal('Noorderdok，新加坡');
    expect(inLine(['a', 'b'], ' · ')).to.equal('a · b');
    expect(list(['查看', '下载', '共享'])).to.equal('查看、下载和共享');
  });

  it('leaves what is no code as it is', () => {
    const format = createFormat('nl-BE');
    expect([format.country('Atlantis'), format.currency('€'), format.decimal('1e3')]).to.deep.equal([
      'Atlantis',
      '€',
      '1e3',
    ]);
  });
});

describe('the layout', () => {
  it('knows start and end, not left and right', () => {
    const physical =
      /(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/;
    const lopsided = /(?:margin|padding|inset)\s*:\s*\S+\s+(\S+)\s+\S+\s+(?!\1[\s;])\S+\s*;/;
    const inStyles = sources('web/src/**/*.css').flatMap(({ path, text }) =>
      text
        .replace(/\/\*.*?\*\//gs, '')
        .split('\n')
        .flatMap((line, at) =>
          physical.test(line) || lopsided.test(line) ? [`${path}:${at + 1}${line}`] : [],
        ),
    );
    const inProps = sources('web/src/**/*.tsx').flatMap(({ path, text }) =>
      [
        ...text.matchAll(
          /\s(?:ml|mr|pl|pr)=|\b(?:margin|padding)(?:Left|Right)\b|\b(?:left|right): ['\d]|textAlign: '(?:left|right)'|(?:ta|position|justify)="(?:left|right)/g,
        ),
      ].map(([found]) => `${path}: ${found.trim()}`),
    );
    expect([...inStyles, ...inProps]).to.deep.equal([]);
  });
});
