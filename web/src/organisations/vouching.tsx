import { type Organisation, type OrganisationSummary, vouchFor } from '../api/organisations.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { AskedButton } from '../ui/asked-button.tsx';

/** Of a company that came by an invitation: the federation, or a chamber of its country, says that it knows it. */
export function Vouching({ organisation }: { readonly organisation: Organisation }) {
  const mayRegister = useMay('organisation:register');
  const us = useMe().organisation;
  const { country, role, vouchedBy } = organisation;
  const isNear = us.role === 'federation' || us.country === country;
  if (vouchedBy !== null || role === 'federation' || !mayRegister || !isNear) return null;
  return <VouchButton organisation={organisation} mt="lg" />;
}

interface VouchButtonProps {
  readonly organisation: OrganisationSummary;
  readonly about?: string;
  readonly size?: string;
  readonly mt?: string;
}

export function VouchButton({ organisation: { id, legalName }, ...looks }: VouchButtonProps) {
  const words = useText().organisations;
  return (
    <AskedButton name={words.vouch} title={words.vouchFor(legalName)} work={vouchFor} given={id} {...looks}>
      {words.vouchLead(legalName)}
    </AskedButton>
  );
}
