import { TextInput, type TextInputProps } from '@mantine/core';
import { useText } from '../text/text.tsx';
import { fieldProblem } from './field-problems.ts';

interface TextFieldProps extends Omit<TextInputProps, 'value' | 'error' | 'onChange'> {
  readonly value: string;
  readonly onType: (value: string) => void;
  /** Of the act: what it says of this field stands beside it. */
  readonly problem: Error | null;
  /** JSON pointer of the field in what is sent. */
  readonly place: string;
}

/** A line of text in a form. */
export function TextField({ onType, problem, place, ...input }: TextFieldProps) {
  const text = useText();
  return (
    <TextInput
      withAsterisk={false}
      {...input}
      error={fieldProblem(problem, place, text)}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
