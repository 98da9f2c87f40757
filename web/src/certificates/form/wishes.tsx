import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useMemo } from 'react';
import type { Certificate } from '../../api/certificates.ts';
import { type FieldWish, messagesQuery, openRequest } from '../../api/messages.ts';
import { fieldName } from '../../desk/field-name.ts';
import { useText } from '../../text/text.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './form.module.css';
import { fieldId } from './form-context.tsx';
import type { FieldPath } from './form-model.ts';

const pathOf = (pointer: string): FieldPath => pointer.slice(1).replaceAll('/', '.');

/** What the chamber wants changed now; nothing in any other state. */
export function useWishes({ id, state }: Pick<Certificate, 'id' | 'state'>) {
  const isOpen = state === 'changes_requested';
  const { data, isPending } = useQuery({ ...messagesQuery(id), enabled: isOpen });
  const request = isOpen && data !== undefined ? openRequest(data.items) : undefined;
  const wishAt = useMemo(() => {
    const wishes = new Map((request?.fields ?? []).map(({ pointer, wish }) => [pathOf(pointer), wish]));
    // What is one thing to the chamber, a value with its unit, has several fields: it stands beside the first.
    const firstOf = /^(.+)\.(value|amount|code|number|0\.count)$/;
    return (path: FieldPath): string | undefined =>
      wishes.get(path) ?? wishes.get(firstOf.exec(path)?.[1] ?? path);
  }, [request]);
  return { request, wishAt, isPending: isOpen && isPending };
}

/** All that the chamber wants changed, each a link to its field. */
export function WishesSummary({ certificate }: { readonly certificate: Certificate }) {
  const text = useText();
  const words = text.correspondence;
  const { request } = useWishes(certificate);
  if (request === undefined) return null;
  return (
    <Notice tone="wait">
      <strong>{words.wanted(certificate.chamber.legalName)}</strong>
      <ul className={classes.wishes}>
        {request.fields.map((field) => (
          <li key={field.pointer}>
            <a href={`#${fieldId(pathOf(field.pointer))}`} onClick={(event) => goTo(event, field)}>
              {fieldName(field.pointer, text)}
            </a>
            {': '}
            {field.wish}
          </li>
        ))}
      </ul>
      {request.text !== '' && <p className={classes.said}>{request.text}</p>}
      <p className={classes.said}>{words.wantedLead}</p>
    </Notice>
  );
}

const inputs = 'input, textarea, select, button';

/** To the field itself, else to the first of its parts, else to what it is a part of. */
function goTo(event: MouseEvent, { pointer }: FieldWish): void {
  event.preventDefault();
  const id = fieldId(pathOf(pointer));
  const parts = document.querySelectorAll<HTMLElement>(`[id^="${id}-"]`);
  const above = document.getElementById(id.slice(0, id.lastIndexOf('-')));
  const exact = document.getElementById(id);
  const field = [exact, ...parts].find((it) => it?.matches(inputs)) ?? exact ?? above;
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
