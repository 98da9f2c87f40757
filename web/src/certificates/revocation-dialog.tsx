import { NativeSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  certificatesQuery,
  inForce,
  type RevocationReason,
  revocationReasons,
  revokeCertificate,
} from '../api/certificates.ts';
import { itemsOf } from '../api/paging.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { fieldProblem, problemBeside } from '../ui/field-problems.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';

interface RevocationDialogProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

const isReason = (value: string): value is RevocationReason => revocationReasons.some((it) => it === value);

/** Why, and by which certificate it is replaced. */
export function RevocationDialog({ id, isOpen, onClose }: RevocationDialogProps) {
  const text = useText();
  const { revocation: words } = text;
  const [reason, setReason] = useState<RevocationReason | ''>('');
  const [successorId, setSuccessorId] = useState<string | null>(null);
  const revoking = useAct(revokeCertificate, onClose);
  const { problem } = revoking;
  const close = (): void => {
    revoking.forget();
    onClose();
  };
  return (
    <FormDialog
      title={words.start}
      submit={words.title}
      isOpen={isOpen}
      onClose={close}
      onSubmit={() => reason !== '' && revoking.act({ id, reason, successorId })}
      isActing={revoking.isActing}
      canSubmit={reason !== ''}
      problem={problemBeside(problem, ['/reason', '/successorId'])}
    >
      <NativeSelect
        data-autofocus
        label={words.reason}
        description={words.reasonLead}
        value={reason}
        error={fieldProblem(problem, '/reason', text)}
        onChange={({ currentTarget: { value } }) => setReason(isReason(value) ? value : '')}
        data={[
          { value: '', label: words.choose },
          ...revocationReasons.map((value) => ({ value, label: words.reasons[value] })),
        ]}
      />
      <SuccessorSelect
        ownId={id}
        value={successorId}
        error={fieldProblem(problem, '/successorId', text)}
        onChange={setSuccessorId}
      />
      <Notice tone="wait">{words.warning}</Notice>
    </FormDialog>
  );
}

interface SuccessorSelectProps {
  readonly ownId: string;
  readonly value: string | null;
  readonly error: string | null;
  readonly onChange: (id: string | null) => void;
}

/** Another certificate that we issued and that is in force, found by number or consignee. */
function SuccessorSelect({ ownId, value, error, onChange }: SuccessorSelectProps) {
  const { revocation: words } = useText();
  const { organisation } = useMe();
  const [typed, setTyped] = useState('');
  const format = useFormat();
  const [chosen, setChosen] = useState<{ readonly value: string; readonly label: string }>();
  const [q] = useDebouncedValue(typed.trim() === chosen?.label ? '' : typed.trim(), 200);
  const { data } = useInfiniteQuery(certificatesQuery({ state: inForce, q: q === '' ? undefined : q }));
  const found = (data === undefined ? [] : itemsOf(data))
    .filter(({ id, chamber }) => id !== ownId && chamber.id === organisation.id)
    .map(({ id, number, consignee }) => ({
      value: id,
      label: format.inLine([number, consignee]),
    }));
  const shown =
    chosen === undefined || found.some((it) => it.value === chosen.value) ? found : [chosen, ...found];
  return (
    <Select
      label={words.successor}
      description={words.successorLead}
      searchable
      clearable
      data={shown}
      filter={({ options }) => options}
      nothingFoundMessage={words.nothing}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value}
      error={error}
      onChange={(id) => {
        setChosen(shown.find((it) => it.value === id));
        onChange(id);
      }}
    />
  );
}
