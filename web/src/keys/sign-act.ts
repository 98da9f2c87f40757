import { toBase64Url } from '../../../core/bytes.ts';
import { type Custody, fetchCustody, type Holder } from '../api/custody.ts';
import { fetchHandover } from '../api/handovers.ts';
import { type ActToSign, ApiProblem, call, notSigned, setSigningKey } from '../api/http.ts';
import { fetchInstallation } from '../api/installation.ts';
import type { SigningPreparation } from '../api/schema.ts';
import type { Me } from '../api/session.ts';
import { type AskedAct, checkAct, newOwners } from './check-act.ts';
import { signedForOf } from './enrol.ts';
import { browserSigning, type OwnBrowser, ownBrowsers, type Signing } from './own-holders.ts';
import { PasskeyProblem } from './passkey-problem.ts';
import { NotWhatWasAsked, type ReadStatement, readStatement, type SignedFor } from './read-statement.ts';
import * as stage from './signing-stage.ts';

/**
 * Shows what is to be signed, checks it, signs it with this person's keys and hands it in; what follows from the first
 * signatures is signed under the same confirmation, once it was checked against them.
 * @returns the act's own answer
 * @throws ApiProblem; `not_signed` when it was refused, by the person or by the page, or cannot be signed here
 */
export const signAct = (act: ActToSign, me: Me): Promise<unknown> =>
  stage.inTurn(async () => {
    try {
      return await carryThrough(act, me);
    } finally {
      stage.close();
    }
  });

async function carryThrough(act: ActToSign, me: Me): Promise<unknown> {
  const keys = await ownKeys(me);
  let preparation = act.preparation;
  const chosen = keys.instead(preparation);
  if (chosen !== undefined) {
    setSigningKey(chosen);
    await giveUp(preparation);
    const again = await asked(act.again);
    if ('answer' in again) return again.answer;
    preparation = again.preparation;
  }
  const { operation, path, body } = act;
  const handover = await handoverOf(act);
  const ask: AskedAct = {
    ...{ operation, path, body, organisationId: me.organisation.id },
    ...(handover !== undefined && handover.part === null && { moving: handover.contents }),
  };
  const signed: ReadStatement[] = [];
  let signing: Signing | undefined;
  try {
    for (;;) {
      const { statements, id } = preparation;
      if (!statements.every(keys.has)) {
        const holders = keys.custody.holders.filter((one) => statements.some((it) => it.holderId === one.id));
        await stage.ask({ kind: 'elsewhere', holders });
        throw notSigned();
      }
      const read = statements.map((one) => readStatement(one, keys.signedFor(one.holderId)));
      checkAct(ask, read, { signed, now: new Date() });
      signing ??= await confirmed(keys, { ask, statements: read, party: handover?.party ?? null });
      for (const owner of newOwners(read, ask))
        if (!(await signing.has(owner))) throw new NotWhatWasAsked('stock');
      const signatures: { id: string; signature: string }[] = [];
      for (const one of read)
        signatures.push({ id: one.id, signature: toBase64Url(await signing.sign(one)) });
      signed.push(...read);
      const next = await asked(() => call(submission, { path: { id }, body: { signatures } }));
      if ('answer' in next) return next.answer;
      preparation = next.preparation;
    }
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.code !== 'not_signed') throw problem;
    await giveUp(preparation);
    if (!(problem instanceof NotWhatWasAsked)) throw problem;
    await stage.ask({ kind: 'refused', why: problem.why, evidence: preparation.statements });
    throw notSigned();
  }
}

const submission = 'POST /signing-preparations/{id}/signatures';

/** The act's answer, or what is still to be signed for it. */
async function asked(
  work: () => Promise<unknown>,
): Promise<{ answer: unknown } | { preparation: SigningPreparation }> {
  try {
    return { answer: await work() };
  } catch (problem) {
    const preparation = problem instanceof ApiProblem ? problem.preparation : undefined;
    if (preparation === undefined) throw problem;
    return { preparation };
  }
}

/** It would end by itself in ten minutes; whether it is gone already does not matter. */
const giveUp = ({ id }: SigningPreparation): Promise<unknown> =>
  call('DELETE /signing-preparations/{id}', { path: { id } }).catch(() => undefined);

interface OwnKeys {
  readonly custody: Custody;
  readonly browsers: readonly OwnBrowser[];
  readonly passkeys: readonly Holder[];
  /** The identity key that is to sign instead, where another holder's was asked for and one's own can. */
  readonly instead: (preparation: SigningPreparation) => string | undefined;
  readonly has: (statement: { readonly holderId: string }) => boolean;
  /** The contracts that a holder's keys were made for. */
  readonly signedFor: (holderId: string) => SignedFor;
}

async function ownKeys({ id: personId, organisation }: Me): Promise<OwnKeys> {
  const custody = await fetchCustody();
  const browsers = await ownBrowsers({ personId, organisationId: organisation.id }, custody);
  const passkeys = custody.holders.filter(
    ({ kind, person, identityJwk }) => kind === 'passkey' && person?.id === personId && identityJwk !== null,
  );
  // Those of an ended holder still sign for the records that are on its keys.
  const mine = [...browsers.flatMap(({ holder }) => holder ?? []), ...passkeys];
  const here = signedForOf(await fetchInstallation());
  return {
    custody,
    browsers,
    passkeys,
    has: ({ holderId }) => mine.some(({ id }) => id === holderId),
    instead({ statements }) {
      const other = statements.some(
        ({ purpose, holderId }) => purpose === 'identity' && !mine.some(({ id }) => id === holderId),
      );
      const able = mine.find(({ state }) => state === 'confirmed');
      return other ? (able?.identityKeyId ?? undefined) : undefined;
    },
    signedFor: (holderId) => browsers.find(({ holder }) => holder?.id === holderId)?.kept.signedFor ?? here,
  };
}

interface Shown {
  readonly ask: AskedAct;
  readonly statements: readonly ReadStatement[];
  readonly party: string | null;
}

/** Asks the person; with a passkey, the passkey too. @throws ApiProblem `not_signed` */
async function confirmed(keys: OwnKeys, { ask, statements, party }: Shown): Promise<Signing> {
  const browser = keys.browsers.filter(({ holder }) => statements.some((one) => one.holderId === holder?.id));
  const passkey = keys.passkeys.find(({ id }) => statements.some((one) => one.holderId === id));
  const by = passkey === undefined ? 'browser' : 'passkey';
  let failure: PasskeyProblem['why'] | undefined;
  for (;;) {
    const more = failure === undefined ? {} : { failure };
    if (!(await stage.ask({ kind: 'confirm', asked: ask, statements, party, by, ...more })))
      throw notSigned();
    stage.showSigning();
    if (passkey === undefined) return signingOf(browser, keys);
    try {
      const { passkeySigning } = await import('./passkey.ts');
      const derived = await passkeySigning(passkey, ask.organisationId, keys.signedFor(passkey.id));
      return both(derived, passkey.id, signingOf(browser, keys));
    } catch (problem) {
      if (!(problem instanceof PasskeyProblem)) throw problem;
      failure = problem.why;
    }
  }
}

const signingOf = (own: readonly OwnBrowser[], { browsers, signedFor }: OwnKeys): Signing =>
  browserSigning(
    own.length > 0 ? own : browsers,
    signedFor(own[0]?.holder?.id ?? browsers[0]?.holder?.id ?? ''),
  );

const both = (passkey: Signing, holderId: string, browser: Signing): Signing => ({
  sign: (one) => (one.holderId === holderId ? passkey : browser).sign(one),
  has: async (signerId) => (await passkey.has(signerId)) || browser.has(signerId),
});

/** Of an answer to a handover: what moves and who the other party is, as the page shows them. */
async function handoverOf({ operation, path }: ActToSign) {
  const side = operation === 'POST /handovers/{id}/acceptance' ? 'from' : 'to';
  if (side === 'to' && operation !== 'POST /handovers/{id}/signature') return undefined;
  const { contents, part, ...parties } = await fetchHandover(String(path['id']));
  return { contents, part, party: parties[side].legalName };
}
