import type { Warning } from '../api/certificates.ts';
import type { Text } from '../text/text.tsx';

/** In the reader's words; a trade notice that has none speaks for itself. */
export const warningWords = ({ code, detail }: Warning, { rules }: Text): string =>
  rules.warnings[code] ?? detail;

/** `items.0.hsCode` for `/items/0/hsCode`; a list of plain values is one field. */
export const pathOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
    .replace(/\.\d+$/, '');
