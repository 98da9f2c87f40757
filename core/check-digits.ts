/** Check digits of identifiers on a certificate. Each function is given what has the right shape already. */

const digitsOf = (text: string): number[] => Array.from(text, Number);

/** ISO 6346: letters count 10 to 38 without multiples of 11, weights are powers of 2, the sum modulo 11 (10 is 0). */
export function isContainerNumber(number: string): boolean {
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(number)) return false;
  const sum = Array.from(number.slice(0, 10), valueOf6346).reduce(
    (total, value, place) => total + value * 2 ** place,
    0,
  );
  return (sum % 11) % 10 === Number(number.at(-1));
}

function valueOf6346(character: string): number {
  const letter = character.charCodeAt(0) - 65;
  if (letter < 0) return Number(character);
  // A is 10; 11, 22 and 33 are left out.
  const value = 10 + letter;
  return value + Math.floor((value - 1) / 10);
}

/** IMO ship number (Resolution A.1117(30)): weights 7 to 2, the sum's last digit is the seventh. */
export function isImoNumber(digits: string): boolean {
  if (!/^\d{7}$/.test(digits)) return false;
  const values = digitsOf(digits);
  const sum = values.slice(0, 6).reduce((total, value, place) => total + value * (7 - place), 0);
  return sum % 10 === values[6];
}

/** GTIN-8, -12, -13 or -14 (GS1 General Specifications, 7.9): weights 3 and 1 from the right, the sum divides by 10. */
export function isGtin(digits: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(digits)) return false;
  const sum = digitsOf(digits)
    .reverse()
    .reduce((total, value, place) => total + value * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** LEI (ISO 17442): 18 characters and two digits, ISO/IEC 7064 MOD 97-10. */
export function isLei(text: string): boolean {
  if (!/^[A-Z0-9]{18}\d{2}$/.test(text)) return false;
  const number = Array.from(text, (character) => Number.parseInt(character, 36)).join('');
  return BigInt(number) % 97n === 1n;
}

/** Number in the Belgian register of enterprises: the last two digits are 97 less the rest modulo 97. */
export function isKboNumber(text: string): boolean {
  const digits = text.replaceAll('.', '');
  if (!/^[01]\d{9}$/.test(digits)) return false;
  return 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
}
