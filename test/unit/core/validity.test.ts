import { expect } from 'chai';
import type { ProofBundle } from '../../../core/bundle.ts';
import { fromBase64Url, toBase64Url, utf8 } from '../../../core/bytes.ts';
import { verifyCredential } from '../../../core/credential.ts';
import { sha256 } from '../../../core/hashing.ts';
import { isObject, type JsonObject } from '../../../core/json.ts';
import { signJws } from '../../../core/jws.ts';
import type { Trust } from '../../../core/trust.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { verify, verifyOnChain } from '../../../core/verify.ts';
import { verifyLocally } from '../../../core/verify-local.ts';
import { issueCertificate, newWorld, recordCertificate, type World } from './world.ts';

describe('the end of a certificate', () => {
  let world: World;
  let trust: Trust;
  let end: Date;
  let bundle: ProofBundle;
  let credential: string;

  before(async () => {
    world = await newWorld();
    // Months pass here in which no block is made.
    trust = { deployments: [{ ...world.deployment, maxHeadAgeSeconds: null }] };
    end = new Date(world.chain.now.getTime() + 180 * 86_400_000);
    const { trail, content } = await issueCertificate(world, world.chamber, end);
    trail.seal();
    bundle = trail.bundle({ content });
    ({ credential } = content);
  });

  const askAt = (now: Date, given = bundle, chain: World['chain'] | null = world.chain): Promise<Verdict> =>
    verify({ bundle: given }, trust, chain, { now });

  it('is in its data, and it is valid to the last second before', async () => {
    const verdict = await askAt(new Date(end.getTime() - 1_000));
    expect(verdict.outcome, verdict.statement).to.equal('valid');
    expect(verdict.facts?.certificate).to.include({ validUntil: end.toISOString() });
    const check = verdict.checks.find(({ code }) => code === 'certificate.validity');
    expect(check).to.include({ status: 'ok' });
    expect(check?.text).to.match(/^It is valid until \d+ \w+ 20\d\d at /);
  });

  it('makes it genuine but expired from that second on', async () => {
    const verdict = await askAt(end);
    expect(verdict.outcome).to.equal('expired');
    expect(verdict.statement).to.match(
      /^Genuine but expired: issued by Voka Antwerpen\. Its validity ended on \d+ \w+ 20\d\d at /,
    );
    const failed = verdict.checks.filter(({ status }) => status !== 'ok');
    expect(failed.map(({ code }) => code)).to.deep.equal(['certificate.validity']);
  });

  it('is asked for anew of a local result that was remembered', async () => {
    const local = await verifyLocally({ bundle }, trust);
    const before = new Date(end.getTime() - 1_000);
    expect((await verifyOnChain(local, world.chain, before)).outcome).to.equal('valid');
    expect((await verifyOnChain(local, world.chain, end)).outcome).to.equal('expired');
  });

  it('comes after all that weighs more: no chain, not sealed, closed, revoked', async () => {
    expect((await askAt(end, bundle, null)).outcome).to.equal('indeterminate');
    const { trail, content } = await issueCertificate(world, world.chamber, end);
    expect((await askAt(end, trail.bundle({ content }))).outcome).to.equal('pending');
    trail.seal();
    for (const [status, reason] of [
      ['closed', 1],
      ['superseded', 5],
      ['revoked', 2],
    ] as const) {
      world.chain.setState(trail.id, { status, reason, owner: null, sequence: 0 });
      expect((await askAt(end, trail.bundle({ content }))).outcome).to.equal(status);
    }
  });

  describe('against who wants another', () => {
    const payloadOf = (sdJwt: string): JsonObject => {
      const parsed: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(sdJwt.split('.')[1] ?? '')));
      if (!isObject(parsed)) throw new Error('no object');
      return parsed;
    };

    /** The same credential with another payload, signed again by the chamber's own key and recorded. */
    async function signedAgain(change: (payload: JsonObject) => JsonObject, more: readonly string[] = []) {
      const [jws = '', ...rest] = credential.split('~');
      const again = await signJws('vc+sd-jwt', change(payloadOf(jws)), world.chamber.signer);
      const { trail, content } = await recordCertificate(
        world,
        [again, ...rest.slice(0, -1), ...more, ''].join('~'),
      );
      trail.seal();
      return askAt(end, trail.bundle({ content }));
    }

    it('refuses an end that was moved or taken away after it was signed', async () => {
      const [jws = '', ...rest] = credential.split('~');
      const [header, , signature] = jws.split('.');
      const { validUntil, ...without } = payloadOf(jws);
      const later = { ...without, validUntil: String(validUntil).replace(/^\d{4}/, '2099') };
      for (const payload of [later, without]) {
        const changed = [header, toBase64Url(utf8(JSON.stringify(payload))), signature].join('.');
        const forged = [changed, ...rest].join('~');
        const content = { salt: bundle.content?.salt ?? '', credential: forged } as ProofBundle['content'];
        expect((await askAt(end, { ...bundle, content })).outcome).to.equal('invalid');
      }
    });

    it('refuses what is no time, and an end that is not after the beginning', async () => {
      for (const validUntil of ['tomorrow', '', 4_000_000_000, null, '2099-01-01']) {
        const { outcome } = await signedAgain((payload) => ({ ...payload, validUntil }));
        expect(outcome, String(validUntil)).to.equal('invalid');
      }
      const { outcome } = await signedAgain((payload) => ({
        ...payload,
        validUntil: payload['validFrom'] as string,
      }));
      expect(outcome).to.equal('invalid');
    });

    it('refuses a credential whose end its holder could hide', async () => {
      const disclosure = toBase64Url(utf8(JSON.stringify(['c2FsdHNhbHRzYWx0c2FsdA', 'validUntil', '2099'])));
      const hidden = (payload: JsonObject) => {
        const { validUntil: _, ...rest } = payload;
        return { ...rest, _sd: [toBase64Url(sha256(utf8(disclosure)))] };
      };
      for (const more of [[], [disclosure]])
        expect((await signedAgain(hidden, more)).outcome).to.equal('invalid');
    });

    it('reads none where there is none', async () => {
      const { trail, content } = await issueCertificate(world);
      trail.seal();
      const verdict = await askAt(end, trail.bundle({ content }));
      expect(verdict.outcome).to.equal('valid');
      expect(verdict.checks.some(({ code }) => code === 'certificate.validity')).to.equal(false);
      expect(await verifyCredential(content.credential)).to.include({ validUntil: null });
    });
  });
});
