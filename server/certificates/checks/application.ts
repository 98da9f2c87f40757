import type { z } from 'zod';
import { type CertificateKind, kindOf } from '../../../core/certificate-kind.ts';
import {
  type CertificateApplication,
  certificateApplicationSchema,
} from '../../../core/certificate-subject.ts';
import { type DocumentApplication, documentApplicationSchema } from '../../../core/certified-document.ts';
import { isObject } from '../../../core/json.ts';
import { type FieldError, problem } from '../../http/problem.ts';
import { codeOf, type FieldReason, toPointer } from '../../http/validate.ts';

/**
 * One thing that keeps an application from being complete. `wrong`: what is there cannot become right by adding
 * something; the others a draft may still have.
 */
export interface Finding {
  readonly kind: 'missing' | 'wrong' | 'inconsistent';
  readonly path: readonly PropertyKey[];
  readonly detail: string;
  readonly because: FieldReason;
}

/**
 * What of a draft is wrong: unknown fields, wrong types, values outside a code list. What is missing is not.
 * @param at pointer of the application in the request's body
 * @param kind of the draft; by the form that it names, unless said
 * @throws invalid_request
 */
export function checkDraft(application: unknown, at: string, kind?: CertificateKind): void {
  const errors = toErrors(
    findings(application, kind).filter((finding) => finding.kind === 'wrong'),
    at,
  );
  if (errors.length > 0) throw problem('invalid_request', undefined, { errors });
}

export type CompleteApplication = CertificateApplication | DocumentApplication;

const schemaOf = (kind: CertificateKind): z.ZodType<CompleteApplication> =>
  kind === 'document' ? documentApplicationSchema : certificateApplicationSchema;

/** The application as it is to be certified. @throws application_incomplete that names every field. */
export function completeApplication(application: unknown): CompleteApplication {
  const parsed = schemaOf(kindOf(application)).safeParse(application);
  if (parsed.success) return parsed.data;
  throw problem('application_incomplete', undefined, {
    errors: toErrors(findings(application), '/application'),
  });
}

const toErrors = (found: readonly Finding[], at: string): FieldError[] =>
  found.map(({ path, detail, kind, because }) => ({
    in: 'body',
    pointer: at + toPointer(path),
    ...(kind === 'missing' ? { detail: 'This is missing.', code: 'missing' } : { detail, ...because }),
  }));

/** All that is missing, wrong, or does not fit the rest. */
export function findings(application: unknown, kind: CertificateKind = kindOf(application)): Finding[] {
  const parsed = schemaOf(kind).safeParse(application);
  const found = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => classify(issue, application, []));
  return [...found, ...unprintable(application, [])];
}

function classify(issue: z.core.$ZodIssue, root: unknown, above: readonly PropertyKey[]): Finding[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      kind: 'wrong',
      path: [...path, key],
      detail: 'There is no such field.',
      because: { code: 'unknown' },
    }));
  }
  if (issue.code === 'invalid_union' && isObject(valueAt(root, path)))
    return nearest(issue.errors, root, path);
  if (issue.code === 'custom')
    return [{ kind: 'inconsistent', path, detail: issue.message, because: brokenRule(issue) }];
  const value = valueAt(root, path);
  const empty =
    value === '' ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0);
  const kind = value === undefined || empty ? 'missing' : 'wrong';
  return [{ kind, path, detail: issue.message, because: codeOf(issue) }];
}

/** A rule of the schema has a name (core/certificate-checks.ts). */
function brokenRule({ params }: z.core.$ZodIssueCustom): FieldReason {
  const rule: unknown = params?.['rule'];
  return { code: 'inconsistent', ...(typeof rule === 'string' && { rule }) };
}

/** Of several forms (a consignee, or "to order") the one that was meant: the first of those with the least wrong. */
function nearest(
  forms: readonly (readonly z.core.$ZodIssue[])[],
  root: unknown,
  path: readonly PropertyKey[],
): Finding[] {
  const read = forms.map((issues) => issues.flatMap((issue) => classify(issue, root, path)));
  const wrong = (found: readonly Finding[]) => found.filter((finding) => finding.kind === 'wrong').length;
  return read.sort((a, b) => wrong(a) - wrong(b))[0] ?? [];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const part of path)
    value = isObject(value) || Array.isArray(value) ? Reflect.get(value, part) : undefined;
  return value;
}

/** Members of an application lie at most 6 levels deep; whoever nests deeper wants to exhaust a parser. */
const deepest = 8;

/** Control characters and lone surrogates: they cannot be stored, signed or printed. Line ends can. */
function unprintable(value: unknown, path: readonly PropertyKey[]): Finding[] {
  const because = { code: 'malformed' } as const;
  if (path.length > deepest) return [{ kind: 'wrong', path, detail: 'Nested too deeply.', because }];
  if (typeof value === 'string') {
    const fits = value.isWellFormed() && !/[\p{Cc}--[\n\r\t]]/v.test(value);
    return fits ? [] : [{ kind: 'wrong', path, detail: 'Text without control characters.', because }];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => unprintable(item, [...path, index]));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, item]) => unprintable(item, [...path, key]));
  return [];
}
