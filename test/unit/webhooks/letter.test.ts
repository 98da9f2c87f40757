import { expect } from 'chai';
import { mostListed, writeLetter } from '../../../server/notices/letter.ts';
import type { NoticeView } from '../../../server/notices/notice-views.ts';

const noticeOf = (type: string, about: NoticeView['about'] = null): NoticeView => ({
  ...{
    id: 1,
    kind: 'handover',
    type: `org.openpouch.${type}`,
    time: '2026-05-12T14:03:09.000Z',
    isRead: false,
  },
  actor: {
    name: 'Sofie Peeters',
    organisation: {
      ...{ id: 'a0000000-0000-4000-8000-000000000000', legalName: 'Scheldt Chocolate Works NV' },
      ...{ country: 'BE', role: 'exporter' },
    },
  },
  about,
  extractId: null,
  change: null,
});
const thing = (kind: 'certificate' | 'pouch', name: string): NoticeView['about'] => ({
  ...{ kind, name, id: 'b0000000-0000-4000-8000-000000000000', recordId: null },
});
const about = { organisation: 'Noorderdok', publicUrl: 'https://pouch.example' };

describe('letters', () => {
  it('name a certificate by its number and a pouch not at all', () => {
    const write = (view: NoticeView) => writeLetter([view], 'en', { ...about, count: 1 }).subject;
    expect(write(noticeOf('handover.offered', thing('certificate', 'ANR-2026-000042')))).to.equal(
      'OpenPouch: Scheldt Chocolate Works NV offers you the handover of certificate ANR-2026-000042',
    );
    expect(write(noticeOf('handover.offered', thing('pouch', 'Secret machines')))).to.equal(
      'OpenPouch: Scheldt Chocolate Works NV offers you the handover of a pouch',
    );
  });

  it('list some, and tell how many more there are', () => {
    const views = Array.from({ length: mostListed }, () => noticeOf('document.added'));
    const { subject, body } = writeLetter(views, 'fr', { ...about, count: 1_000 });
    expect(subject).to.equal('OpenPouch: 1000 avis');
    expect(body.match(/^- Scheldt/gm)).to.have.length(mostListed);
    expect(body).to.contain('- Et encore 970.');
    expect(body).to.contain('https://pouch.example/inbox/settings');
  });

  it('keep names and numbers in one piece where they are read from the right', () => {
    const view = noticeOf('certificate.revoked', thing('certificate', 'ANR-2026-000042'));
    expect(writeLetter([view], 'ar', { ...about, count: 1 }).subject).to.equal(
      'OpenPouch: إلغاء \u2068الشهادة \u2068ANR-2026-000042\u2069\u2069 بواسطة \u2068Scheldt Chocolate Works NV\u2069',
    );
  });

  it('have words for what is new, and for the operator', () => {
    const view = { ...noticeOf('certificate.dreamt-of'), actor: { name: null, organisation: null } };
    expect(writeLetter([view], 'nl', { ...about, count: 1 }).subject).to.equal(
      'OpenPouch: OpenPouch deed iets dat u aangaat',
    );
  });
});
