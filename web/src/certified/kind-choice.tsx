import { Radio, Stack } from '@mantine/core';
import { type CertificateKind, certificateKinds } from '../../../core/certificate-kind.ts';
import { useText } from '../text/text.tsx';

interface KindChoiceProps {
  readonly value: CertificateKind;
  readonly onChange: (kind: CertificateKind) => void;
}

export const isKind = (value: string | undefined): value is CertificateKind =>
  certificateKinds.some((kind) => kind === value);

/** What is applied for. */
export function KindChoice({ value, onChange }: KindChoiceProps) {
  const { certified: words } = useText();
  return (
    <Radio.Group label={words.kind} value={value} onChange={(chosen) => isKind(chosen) && onChange(chosen)}>
      <Stack gap="xs" mt={6}>
        {certificateKinds.map((kind) => (
          <Radio key={kind} value={kind} label={words.kinds[kind]} description={words.kindLeads[kind]} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
