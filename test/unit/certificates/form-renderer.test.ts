import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { issueCredential } from '../../../core/credential.ts';
import { es256Signer, generateEs256Key } from '../../../core/es256.ts';
import { type FormOrder, renderOrder } from '../../../server/certificates/renditions/form-order.ts';
import {
  createFormRenderer,
  type FormRenderer,
} from '../../../server/certificates/renditions/form-renderer.ts';
import { Problem } from '../../../server/http/problem.ts';
import { sampleSubject, sampleVocabulary } from '../core/sample.ts';
import { pagesOf } from './support/pdf-reader.ts';

const failure = async (rendered: Promise<unknown>): Promise<unknown> =>
  rendered.then(
    () => {
      throw new Error('It was rendered.');
    },
    (error: unknown) => error,
  );

describe('the thread that renders', () => {
  let forms: FormRenderer;
  let order: FormOrder;
  before(async () => {
    const { privateKey, jwk } = await generateEs256Key(false);
    const credential = await issueCredential(
      {
        issuer: { id: 'did:web:voka.example', name: 'Voka Antwerpen', accreditationNumber: '042' },
        validFrom: new Date('2025-11-10T09:00:00Z'),
        subject: sampleSubject,
        vocabulary: sampleVocabulary,
      },
      es256Signer(privateKey, jwk),
    );
    order = {
      kind: 'copy',
      credential,
      verificationCode: '7ZK4M2Q9XWTB3HVD',
      country: 'BE',
      issuedAt: new Date('2025-11-10T09:00:00Z'),
      verifyUrl: 'https://pouch.example/verify?number=BE-042-25-0000017-3&code=7ZK4M2Q9XWTB3HVD',
      holeLength: 65_536,
    };
  });
  beforeEach(() => {
    forms = createFormRenderer();
  });
  afterEach(() => forms.close());

  it('makes of a credential what would be made here', async () => {
    const pdf = await forms.render(order);
    expect(pdf.equals(await renderOrder(order))).to.equal(true);
    const [page = ''] = await pagesOf(pdf);
    for (const said of ['COPY', 'Scheldemachines NV', 'Voka Antwerpen, ICC accreditation 042', '7ZK4-M2Q9']) {
      expect(page).to.include(said);
    }
  });

  it('leaves this thread free', async () => {
    const wanted = Promise.all(Array.from({ length: 20 }, () => forms.render(order)));
    let done = false;
    wanted.finally(() => {
      done = true;
    });
    let turns = 0;
    for (; !done; turns++) await setImmediate();
    expect((await wanted).length).to.equal(20);
    // Here each of the twenty would take one turn, and none would come between.
    expect(turns).to.be.greaterThan(1_000);
  });

  it('fails for what is no credential, and renders the next', async () => {
    expect(await failure(forms.render({ ...order, credential: 'none' }))).to.be.instanceOf(Error);
    expect((await forms.render(order)).length).to.be.greaterThan(65_536);
  });

  it('fails for all who wait when it ends by a fault', async () => {
    const small = createFormRenderer({ megabytes: 8 });
    for (let time = 0; time < 2; time++) {
      const failures = await Promise.all([1, 2, 3].map(() => failure(small.render(order))));
      for (const error of failures) expect(error).to.have.property('code', 'ERR_WORKER_OUT_OF_MEMORY');
    }
    await small.close();
  });

  it('refuses who waits when the server stops', async () => {
    const waiting = failure(forms.render(order));
    await forms.close();
    expect(await waiting).to.be.instanceOf(Problem);
  });
});
