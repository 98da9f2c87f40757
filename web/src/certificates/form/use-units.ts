import { massUnits } from '../../../../core/measure.ts';
import { useText } from '../../text/text.tsx';
import type { Choice } from './pick-field.tsx';

/** The usual units, as the pages call them. C62 and H87 are both "pieces": one of them is enough to choose from. */
export function useUsualUnits(): Choice[] {
  const { sheet } = useText();
  return Object.entries(sheet.units)
    .filter(([value]) => value !== 'C62' && value !== 'NPR')
    .map(([value, label]) => ({ value, label }));
}

/** Gross and net weight have a unit of mass. */
export function useWeightUnits(): Choice[] {
  const { sheet } = useText();
  return massUnits.map((value) => ({ value, label: sheet.units[value] ?? value }));
}
