import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { itemSchema, transportSchema } from '../../../core/certificate-subject.ts';
import criteria from '../../../core/code-lists/origin-criteria.json' with { type: 'json' };
import ports from '../../../core/code-lists/ports.json' with { type: 'json' };
import modes from '../../../core/code-lists/transport-modes.json' with { type: 'json' };
import {
  currencyCodes,
  isCurrency,
  isGenericDescription,
  isPackageKind,
  isUnit,
  isWithdrawnUnit,
  languageCodes,
  unitList,
} from '../../../core/code-lists.ts';
import { countryCodes, isCountry, isOrigin, isUnionMember } from '../../../core/countries.ts';
import { codeLists, written } from '../../../scripts/make-code-lists.ts';

describe('code lists', () => {
  for (const [name, make] of Object.entries(codeLists)) {
    it(`${name} is what its packages say`, () => {
      const file = new URL(`../../../core/code-lists/${name}.json`, import.meta.url);
      expect(readFileSync(file, 'utf8')).to.equal(written(make()));
    });
  }

  it('knows the countries, the Union and its members', () => {
    expect(countryCodes).to.have.length(250);
    expect(countryCodes.filter(isUnionMember)).to.have.length(27);
    expect(['BE', 'TR', 'XK'].every(isCountry)).to.equal(true);
    expect(['EU', 'UK', 'AN', 'ZZ', ''].some(isCountry)).to.equal(false);
    expect(isOrigin('EU')).to.equal(true);
  });

  it('knows the codes of the field table', () => {
    for (const code of ['KGM', 'TNE', 'LBR', 'LTR', 'MTR', 'MTQ', 'MTK', 'H87', 'C62', 'SET', 'NPR'])
      expect(isUnit(code), code).to.equal(true);
    expect([isWithdrawnUnit('NPR'), isWithdrawnUnit('PR'), isUnit('QQQ')]).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect(unitList().length).to.be.greaterThan(1_700);
    for (const code of ['PK', 'CT', 'BX', 'PX', 'BG', 'DR', 'VL', 'VO', 'VR', 'VY', 'VG', 'VQ'])
      expect(isPackageKind(code), code).to.equal(true);
    expect(['EUR', 'USD', 'JPY', 'XOF'].every(isCurrency)).to.equal(true);
    expect(['BEF', 'XAU', 'XTS', 'XXX'].some(isCurrency)).to.equal(false);
    expect(currencyCodes.length).to.be.greaterThan(150);
    expect(ports.codes).to.deep.include(['BEANR', 'Antwerpen']);
  });

  it('knows the languages of ISO 639-1', () => {
    expect(languageCodes()).to.include.members(['ar', 'en', 'es', 'nl', 'zh']);
    expect(languageCodes().length).to.be.within(180, 190);
    expect(languageCodes()).not.to.include.members(['iw', 'xx']);
  });

  it('has what the schema has', () => {
    const mode = transportSchema.shape.mode.unwrap().options;
    expect(mode).to.deep.equal(modes.codes.map(([, name]) => name));
    const { originCriterion } = itemSchema.shape;
    expect(originCriterion.options).to.deep.equal(criteria.codes.map(([code]) => code));
  });

  it('tells a description from words that describe nothing', () => {
    for (const words of ['Spare parts', 'SPARE-PARTS.', ' various   goods '])
      expect(isGenericDescription(words), words).to.equal(true);
    for (const words of ['Spare parts for centrifugal pumps', 'Pralines', 'Machine tools for milling'])
      expect(isGenericDescription(words), words).to.equal(false);
  });
});
