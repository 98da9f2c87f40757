import { Autocomplete } from '@mantine/core';
import { useField, useForm } from '../certificates/form/form-context.tsx';
import { leadOf } from '../certificates/form/lead.tsx';
import { at } from '../certificates/read-goods.ts';
import { useText } from '../text/text.tsx';

/** What the document is called; one of the usual names brings its code of UNCL 1001 with it. */
export function TitleField() {
  const { application, certified: words } = useText();
  const { read, set } = useForm();
  const { id, label, said, error, notes, touch } = useField('document.title');
  const known = new Map(usualTypes.map((type) => [application.documentTypes[type] ?? type, type]));
  const change = (title: string) =>
    set('document', {
      ...(at(read(), 'document') as object | undefined),
      title,
      type: known.get(title),
    });
  return (
    <Autocomplete
      id={id}
      label={label}
      description={leadOf({ lead: words.titleLead, ...notes })}
      data={[...known.keys(), ...words.moreTitles]}
      autoComplete="off"
      value={said}
      error={error}
      onChange={change}
      onBlur={touch}
    />
  );
}

/** Of what is certified most. */
const usualTypes = ['380', '271'];
