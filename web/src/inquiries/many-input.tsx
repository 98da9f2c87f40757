import { Button, Checkbox, Textarea } from '@mantine/core';
import { type DragEvent, type FormEvent, useRef, useState } from 'react';
import { useText } from '../text/text.tsx';
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
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [list, setList] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const give = async (files: readonly File[]) => onGiven(await readGiven(files));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const lines = readList(list);
    setEmpty(lines.length === 0);
    if (lines.length > 0) onGiven(lines.map((line) => ({ name: line.number, ...line })));
  };
  const over = (isIt: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isIt);
  };
  return (
    <div className={classes.input}>
      {/* Dropping is a shortcut; the button inside does the same by keyboard. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
      <div
        className={classes.drop}
        data-over={isOver}
        onDragOver={over(true)}
        onDragLeave={over(false)}
        onDrop={(event) => {
          over(false)(event);
          void give([...event.dataTransfer.files]);
        }}
      >
        <p>{words.dropLead}</p>
        <Button onClick={() => input.current?.click()}>{words.choose}</Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={words.choose}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = '';
            void give(files);
          }}
        />
      </div>
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
