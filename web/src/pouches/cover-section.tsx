import { Button, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import { changeCover, type Pouch } from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { useCountries } from '../certificates/form/fields.tsx';
import { type Text, useFormat, useText } from '../text/text.tsx';
import { Facts } from '../ui/facts.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Section } from '../ui/page.tsx';

type Cover = Pouch['cover'];

/** What is written on the outside of a pouch, and writing it anew. */
export function CoverSection({ pouch, mayChange }: { readonly pouch: Pouch; readonly mayChange: boolean }) {
  const { pouches: words } = useText();
  return (
    <Section title={words.cover} actions={mayChange && <ChangeCover pouch={pouch} />}>
      <CoverFacts pouch={pouch} />
    </Section>
  );
}

function CoverFacts({ pouch }: { readonly pouch: Pouch }) {
  const { pouches: words } = useText();
  const format = useFormat();
  const { cover, owner, madeBy, createdAt } = pouch;
  const written = Object.entries(words.coverFields).map(([name, label]): [string, string | null] => {
    const value = cover[name as keyof Cover];
    if (value === undefined) return [label, null];
    if (typeof value !== 'string') return [label, value.join(', ')];
    return [label, name === 'destinationCountry' ? format.country(value) : value];
  });
  return (
    <Facts
      facts={[
        [words.owner, owner.legalName],
        ...written,
        [words.madeLabel, words.made(madeBy.legalName, format.date(createdAt))],
      ]}
    />
  );
}

/** As it stands in the form: texts alone, containers separated by spaces or commas. */
type Written = Readonly<Record<string, string>>;

const toWritten = (cover: Cover): Written =>
  Object.fromEntries(
    Object.entries(cover).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(' ') : String(value),
    ]),
  );

function toCover(written: Written): Cover {
  const { containers = '', ...texts } = written;
  const numbers = containers
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);
  const said = Object.entries(texts).flatMap(([name, value]) => {
    const text = /^port/.test(name) ? value.trim().toUpperCase() : value.trim();
    return text === '' ? [] : [[name, text]];
  });
  return { ...Object.fromEntries(said), ...(numbers.length > 0 && { containers: numbers }) } as Cover;
}

function ChangeCover({ pouch }: { readonly pouch: Pouch }) {
  const text = useText();
  const { pouches: words } = text;
  // Null: closed. As it was read when the form was opened.
  const [form, setForm] = useState<{ title: string; revision: number; written: Written } | null>(null);
  const changing = useAct(changeCover, () => setForm(null));
  const countries = useCountries();
  const write = (name: string, value: string) =>
    setForm((before) => before && { ...before, written: { ...before.written, [name]: value } });
  const { id, title, revision, cover } = pouch;
  const names = Object.keys(words.coverFields);
  const pointers = names.map((name) => `/cover/${name}`);
  // Of several containers each has a pointer of its own.
  const errorOf = (name: string): string | null =>
    fieldProblem(changing.problem, `/cover/${name}`, text) ??
    (name === 'containers' ? containerProblem(changing.problem, text) : null);
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        onClick={() => {
          changing.forget();
          setForm({ title, revision, written: toWritten(cover) });
        }}
      >
        {words.changeCover}
      </Button>
      <FormDialog
        title={words.cover}
        submit={words.save}
        isOpen={form !== null}
        onClose={() => setForm(null)}
        isActing={changing.isActing}
        canSubmit={form !== null && form.title.trim() !== ''}
        problem={problemBeside(changing.problem, [...pointers, ...containerPointers])}
        onSubmit={() =>
          form !== null &&
          changing.act({
            id,
            revision: form.revision,
            title: form.title.trim(),
            cover: toCover(form.written),
          })
        }
      >
        {form !== null && (
          <>
            <TextInput
              label={words.makeName}
              required
              withAsterisk={false}
              maxLength={200}
              value={form.title}
              onChange={({ currentTarget: { value } }) => setForm({ ...form, title: value })}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              {Object.entries(words.coverFields).map(([name, label]) => {
                const value = form.written[name] ?? '';
                if (name === 'destinationCountry')
                  return (
                    <Select
                      key={name}
                      label={label}
                      searchable
                      clearable
                      data={countries}
                      value={value === '' ? null : value}
                      onChange={(code) => write(name, code ?? '')}
                    />
                  );
                if (name === 'note') return null;
                return (
                  <TextInput
                    key={name}
                    label={label}
                    placeholder={words.coverExamples[name] ?? ''}
                    error={errorOf(name)}
                    value={value}
                    onChange={(event) => write(name, event.currentTarget.value)}
                  />
                );
              })}
            </SimpleGrid>
            <TextInput
              label={words.coverFields['note'] ?? ''}
              maxLength={500}
              value={form.written['note'] ?? ''}
              onChange={(event) => write('note', event.currentTarget.value)}
            />
          </>
        )}
      </FormDialog>
    </>
  );
}

/** As many as the server takes. */
const containerPointers = Array.from({ length: 200 }, (_, at) => `/cover/containers/${at}`);

const containerProblem = (problem: Error | null, text: Text): string | null =>
  containerPointers.map((pointer) => fieldProblem(problem, pointer, text)).find((words) => words !== null) ??
  null;
