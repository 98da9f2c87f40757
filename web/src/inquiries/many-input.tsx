import { Button, Checkbox, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../text/text.tsx';
import { DropTarget } from '../ui/drop-target.tsx';
import { useFileInput } from '../ui/use-file-input.tsx';
import classes from './inquiries.module.css';
import { readList } from './read-list.ts';
import { type Given, readGiven } from './run-many.ts';

interface ManyInputProps {
  readonly watch: boolean;
  readonly onWatch: (watch: boolean) => void;
  readonly onGiven: (given: readonly Given[]) => void;
}

/** Files by drop or by choosing, and numbers with their codes from a list. */
export function ManyInput({ watch, onWatch, onGiven }: ManyInputProps) {
  const { inquiries: words } = useText();
  const [list, setList] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const give = (files: readonly File[]) => void readGiven(files).then(onGiven);
  const { input, choose } = useFileInput({ label: words.choose, onFiles: give });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lines = readList(list);
    setEmpty(lines.length === 0);
    if (lines.length > 0) onGiven(lines.map((line) => ({ name: line.number, ...line })));
  };
  return (
    <div className={classes.input}>
      <DropTarget className={classes.drop} onFiles={give}>
        <p>{words.dropLead}</p>
        <Button onClick={choose}>{words.choose}</Button>
        {input}
      </DropTarget>
      <form className={classes.list} onSubmit={submit}>
        <Textarea
          label={words.list}
          description={words.listLead}
          autosize
          minRows={4}
          maxRows={10}
          spellCheck={false}
          value={list}
          error={isEmpty ? words.listEmpty : undefined}
          onChange={(event) => setList(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {words.check}
        </Button>
      </form>
      <Checkbox
        className={classes.wide ?? ''}
        label={words.watchThem}
        description={words.watchThemLead}
        checked={watch}
        onChange={(event) => onWatch(event.currentTarget.checked)}
      />
      <p className={`${classes.quiet} ${classes.wide}`}>{words.recorded}</p>
    </div>
  );
}
