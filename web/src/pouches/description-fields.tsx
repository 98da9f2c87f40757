import { Autocomplete, NativeSelect, TextInput } from '@mantine/core';
import type { Described } from '../api/documents.ts';
import type { PouchDocument } from '../api/pouches.ts';
import { type Text, useText } from '../text/text.tsx';

/** As it stands in a form. */
export interface Said {
  readonly name: string;
  readonly type: string;
  readonly typeName?: string | undefined;
  readonly folder?: string | undefined;
}

interface KindFieldsProps {
  readonly said: Said;
  readonly onSay: (said: Partial<Said>) => void;
}

/** What kind of document it is: by a code of UNCL 1001, or in words. */
export function KindFields({ said: { type, typeName }, onSay }: KindFieldsProps) {
  const { pouches: words } = useText();
  const types = typesIn(words);
  const known = type in words.documentTypes ? types : [{ value: type, label: type }, ...types];
  return (
    <>
      <NativeSelect
        label={words.documentType}
        value={type}
        onChange={(event) => onSay({ type: event.currentTarget.value, typeName: undefined })}
        data={known}
      />
      {type === 'other' && (
        <TextInput
          label={words.typeName}
          maxLength={70}
          value={typeName ?? ''}
          onChange={(event) => onSay({ typeName: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** The kinds by their names, the one without a code last. */
export const typesIn = (words: Text['pouches']): { value: string; label: string }[] =>
  // Codes look like numbers, which an object would put before `other` whatever the order of writing.
  Object.entries(words.documentTypes)
    .map(([value, label]) => ({ value, label }))
    .sort(
      (a, b) => Number(a.value === 'other') - Number(b.value === 'other') || a.label.localeCompare(b.label),
    );

interface FolderFieldProps {
  readonly value: string;
  /** Those that the pouch has. */
  readonly folders: readonly string[];
  readonly onChange: (value: string) => void;
}

/** A label: one that is there, or a new one. */
export function FolderField({ value, folders, onChange }: FolderFieldProps) {
  const { pouches: words } = useText();
  return (
    <Autocomplete
      label={words.folder}
      description={words.folderLead}
      maxLength={60}
      data={[...folders]}
      value={value}
      onChange={onChange}
    />
  );
}

/** As it is sent: what is empty is not said. */
export function toSend({ name, type, typeName, folder }: Said): Described {
  const kind = type === 'other' ? typeName?.trim() : undefined;
  const label = folder?.trim();
  return {
    ...{ name: name.trim(), type },
    ...(kind !== undefined && kind !== '' && { typeName: kind }),
    ...(label !== undefined && label !== '' && { folder: label }),
  };
}

export const kindName = (
  { type, typeName }: Pick<PouchDocument, 'type' | 'typeName'>,
  words: Text['pouches'],
): string => typeName ?? words.documentTypes[type] ?? type;

export const foldersOf = (documents: readonly PouchDocument[]): string[] =>
  [...new Set(documents.flatMap(({ folder }) => folder ?? []))].sort((a, b) => a.localeCompare(b));
