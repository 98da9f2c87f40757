import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useCallback, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Book, type KeptEntry, writeEntry } from '../api/books.ts';
import { isChangedMeanwhile } from '../api/http.ts';
import { useAct } from '../api/use-act.ts';
import type { Mistake } from '../certificates/form/find-mistakes.ts';
import formClasses from '../certificates/form/form.module.css';
import { FormProvider } from '../certificates/form/form-context.tsx';
import type { Unsaved } from '../certificates/form/form-memory.ts';
import { applicationOf, type FieldPath, formOf, tidy, withValue } from '../certificates/form/form-model.ts';
import { PartyFields } from '../certificates/form/party-fields.tsx';
import { createStore, usePart, useSettled } from '../certificates/form/store.ts';
import { useRemarks } from '../certificates/form/use-remarks.ts';
import { at, type Goods, textAt } from '../certificates/read-goods.ts';
import { useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './books.module.css';
import { ProductFields } from './product-fields.tsx';
import { TemplateFields } from './template-fields.tsx';

/** Where its fields are in the form of an application, whose words and fields they are. */
const roots = { party: 'consignor', product: 'items.0' } as const;
/** How long nothing is typed before mistakes are looked for. */
const lookMs = 60;
const noWarnings: readonly never[] = [];

/** What is kept, in the form of an application. */
function startOf(book: Book, content: object): Unsaved {
  if (book !== 'template') return { chamberId: '', form: withValue({}, roots[book], content) };
  const application = at(content as Goods, 'application') as Goods;
  return { chamberId: textAt(content as Goods, 'chamberId') ?? '', form: formOf(application) };
}

function contentOf(book: Book, { chamberId, form }: Unsaved): Goods {
  if (book !== 'template') return (tidy(at(form, roots[book])) ?? {}) as Goods;
  return { ...(chamberId !== '' && { chamberId }), application: applicationOf(form) };
}

/** Of a template, what cannot be kept: it may be as incomplete as one likes. */
async function mistakesOf(book: Book, content: Goods): Promise<readonly Mistake[]> {
  const { findEntryMistakes, findMistakes } = await import('../certificates/form/find-mistakes.ts');
  if (book !== 'template') return findEntryMistakes(book, content, roots[book]);
  const found = findMistakes(at(content, 'application') as Goods);
  return found.filter(({ kind }) => kind === 'wrong');
}

interface EntryFormProps {
  readonly book: Book;
  readonly entry: KeptEntry;
  /** Reads the entry anew and drops what was typed. */
  readonly onReadAgain: () => void;
}

export function EntryForm({ book, entry, onReadAgain }: EntryFormProps) {
  const text = useText();
  const { books: words, application } = text;
  const navigate = useNavigate();
  // As it was read first: what another writes meanwhile is not written over.
  const [{ id, version }] = useState(entry);
  const [name, setName] = useState(entry.name);
  const [said] = useState(() => createStore<Unsaved>(startOf(book, entry.content)));
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const { remarks, touch, refuse, refusals } = useRemarks(mistakes, noWarnings);
  const saving = useAct(writeEntry, () => void navigate('/books'));

  const contentNow = useCallback(() => contentOf(book, said.read()), [said, book]);
  /** Its schema comes with the form, not with the first page. */
  const find = useCallback(async () => {
    const found = await mistakesOf(book, contentNow());
    setMistakes(found);
    return found;
  }, [book, contentNow]);
  const look = useCallback(() => void find().catch(() => undefined), [find]);
  useSettled(said, lookMs, look);

  const form = useMemo(
    () => ({
      said,
      set: (path: FieldPath, value: unknown) =>
        said.write({ ...said.read(), form: withValue(said.read().form, path, value) }),
      remarks,
      touch,
      wishAt: () => undefined,
    }),
    [said, remarks, touch],
  );
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const found = await find().catch(() => []);
    if (found.length > 0 || name.trim() === '') refuse();
    else saving.act({ book, id, version, name: name.trim(), content: contentNow() });
  };
  const chamberId = usePart(said, (now) => now.chamberId);
  const isChanged = isChangedMeanwhile(saving.problem);
  const isNameless = refusals > 0 && name.trim() === '';

  return (
    <form onSubmit={(event) => void save(event)} className={classes.entry} noValidate>
      <TextInput
        label={words.nameInList}
        maxLength={100}
        autoComplete="off"
        value={name}
        error={isNameless ? application.missing : fieldProblem(saving.problem, '/name', text)}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <div className={formClasses.form}>
        <FormProvider value={form}>
          {book === 'template' ? (
            <TemplateFields
              chamberId={chamberId}
              onChamber={(id) => said.write({ ...said.read(), chamberId: id })}
            />
          ) : (
            <div className={formClasses.box}>
              <div className={formClasses.fields}>
                {book === 'party' ? (
                  <PartyFields path={roots.party} isKeepable={false} />
                ) : (
                  <ProductFields path={roots.product} />
                )}
              </div>
            </div>
          )}
        </FormProvider>
      </div>
      <ProblemAlert problem={problemBeside(saving.problem, ['/name'])} />
      <div className={classes.acts}>
        <Button type="submit" disabled={isChanged} loading={saving.isActing}>
          {words.save}
        </Button>
        {isChanged ? (
          <Button variant="default" onClick={onReadAgain}>
            {application.readAgain}
          </Button>
        ) : (
          <Button component={Link} to="/books" variant="default">
            {text.ui.cancel}
          </Button>
        )}
      </div>
    </form>
  );
}
