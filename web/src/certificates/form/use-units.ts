import { massUnits } from '../../../../core/measure.ts';
import { useText } from '../../text/text.tsx';
import type { Choice } from './pick-field.tsx';

/** Not met beside a quantity; C62 and H87 are both "pieces", and NPR is withdrawn. */
const unusual = ['MGM', 'DTN', 'ONZ', 'CWA', 'CWI', 'STN', 'LTN', 'C62', 'NPR'];

/** The usual units, as the pages call them. */
export function useUsualUnits(): Choice[] {
  const { sheet } = useText();
  return Object.entries(sheet.units)
    .filter(([value]) => !unusual.includes(value))
    .map(([value, label]) => ({ value, label }));
}

/** Gross and net weight have a unit of mass. */
export function useWeightUnits(): Choice[] {
  const { sheet } = useText();
  return massUnits.map((value) => ({ value, label: sheet.units[value] ?? value }));
}
