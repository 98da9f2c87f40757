import { refused } from './exit-code.ts';
import type { Verified } from './judge.ts';

/**
 * JUnit's XML, one test case a file: a failure for what must not be accepted, an error for what cannot be judged yet.
 * @param cases what `junitCase` made, in order
 */
export function junitReport(cases: readonly JunitCase[], seconds: number): string {
  const count = (kind: JunitCase['kind']) => cases.filter((one) => one.kind === kind).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" time="${seconds.toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `<testsuite name="openpouch verify" ${counts}>`,
    ...cases.map(({ text }) => text),
    '</testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

export interface JunitCase {
  readonly kind: 'passed' | 'failure' | 'error';
  readonly text: string;
}

export function junitCase({ file, outcome, statement, checks }: Verified): JunitCase {
  const opening = `<testcase classname="openpouch" name="${escaped(file)}"`;
  if (outcome === 'valid') {
    return {
      kind: 'passed',
      text: `${opening}><system-out>${escaped(statement)}</system-out></testcase>`,
    };
  }
  const kind = refused(outcome) ? 'failure' : 'error';
  const why = checks.filter((check) => check.outcome !== 'valid').map(({ code, text }) => `${code}: ${text}`);
  const inside = `<${kind} type="${outcome}" message="${escaped(statement)}">${escaped(why.join('\n'))}</${kind}>`;
  return { kind, text: `${opening}>${inside}</testcase>` };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no place for control characters, nor for half a character, however they are written. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
