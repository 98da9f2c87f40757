import mass from './code-lists/mass-units.json' with { type: 'json' };

/** A decimal as text with at most 6 digits after the point, and a code of UN/ECE Recommendation 20. */
export interface Measure {
  readonly value: string;
  readonly unit: string;
}

/** Digits after the point of the finest unit (ONZ, in kilograms) and of a value. */
const unitDigits = 12;
const valueDigits = 6;

const factors: ReadonlyMap<string, bigint> = new Map(
  mass.codes.map(([unit = '', kilograms = '']) => [unit, scaled(kilograms, unitDigits)]),
);

export const massUnits: readonly string[] = [...factors.keys()];
export const isMassUnit = (unit: string): boolean => factors.has(unit);

/** A decimal times 10^digits, exactly. */
function scaled(decimal: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(digits, '0'));
}

/** Exact; undefined where the unit is none of mass. */
function grains({ value, unit }: Measure): bigint | undefined {
  const factor = factors.get(unit);
  return factor === undefined ? undefined : scaled(value, valueDigits) * factor;
}

/** Whether the first is the greater: both of mass, or in the same unit. What cannot be compared is not. */
export function isMore(a: Measure, b: Measure): boolean {
  if (a.unit === b.unit) return scaled(a.value, valueDigits) > scaled(b.value, valueDigits);
  const [first, second] = [grains(a), grains(b)];
  return first !== undefined && second !== undefined && first > second;
}

/**
 * Whether a total is the sum of its parts: exactly where all have its unit, else to the last digit that the total is
 * written with (a pound is no round number of kilograms). Undefined where something is no unit of mass.
 */
export function isSumOf(total: Measure, parts: readonly Measure[]): boolean | undefined {
  const said = grains(total);
  const all = parts.map(grains);
  if (said === undefined || all.some((part) => part === undefined)) return undefined;
  const sum = all.reduce<bigint>((so, part) => so + (part ?? 0n), 0n);
  const off = sum > said ? sum - said : said - sum;
  if (parts.every(({ unit }) => unit === total.unit)) return off === 0n;
  const written = total.value.split('.')[1]?.length ?? 0;
  const lastDigit = 10n ** BigInt(valueDigits - written) * (factors.get(total.unit) ?? 0n);
  return off < lastDigit;
}

/** The sum in the unit that all have, else in kilograms; undefined of nothing, and where something is no unit of mass. */
export function sumOf(parts: readonly Measure[]): Measure | undefined {
  const [first] = parts;
  if (first === undefined || !parts.every(({ unit }) => isMassUnit(unit))) return undefined;
  const unit = parts.every((part) => part.unit === first.unit) ? first.unit : 'KGM';
  const factor = factors.get(unit) ?? 1n;
  const sum = parts.reduce((so, part) => so + (grains(part) ?? 0n), 0n);
  const rounded = (sum + factor / 2n) / factor;
  const digits = String(rounded).padStart(valueDigits + 1, '0');
  const fraction = digits.slice(-valueDigits).replace(/0+$/, '');
  const whole = digits.slice(0, -valueDigits);
  return { value: fraction === '' ? whole : `${whole}.${fraction}`, unit };
}
