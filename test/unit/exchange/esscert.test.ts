import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { certificateApplicationSchema } from '../../../core/certificate-subject.ts';
import type { JsonObject } from '../../../core/json.ts';
import { valueAt } from '../../../server/exchange/leaves.ts';

/** The example of docs/exchange.md. */
describe('an essCert-style submission', () => {
  const page = readFileSync(new URL('../../../docs/exchange.md', import.meta.url), 'utf8');
  const block = (name: string): JsonObject => {
    const found = new RegExp(`\`\`\`json ${name}\n([\\s\\S]*?)\n\`\`\``).exec(page);
    return JSON.parse(found?.[1] ?? '');
  };
  const submission = block('esscert');
  const application = block('application');

  it('has an application that can be submitted', () => {
    const parsed = certificateApplicationSchema.safeParse(application);
    expect(parsed.error?.issues ?? []).to.deep.equal([]);
  });

  it('is in it, field by field as the table says', () => {
    const rows: [string, string][] = [
      ['Options.PurchaseOrderNumber', 'references.purchaseOrder'],
      ...(['Consignor_1', 'Consignee_2'] as const).flatMap((box): [string, string][] => {
        const party = box === 'Consignor_1' ? 'consignor' : 'consignee';
        return [
          [`cocert.${box}.name`, `${party}.name`],
          [`cocert.${box}.address1`, `${party}.address.line1`],
          [`cocert.${box}.city`, `${party}.address.city`],
          [`cocert.${box}.zip`, `${party}.address.postcode`],
          [`cocert.${box}.CountryISOCode`, `${party}.address.country`],
        ];
      }),
    ];
    for (const [theirs, ours] of rows) {
      const said = valueAt(submission, ...theirs.split('.'));
      expect(said, theirs).to.be.a('string');
      expect(valueAt(application, ...ours.split('.')), ours).to.equal(said);
    }
  });
});
