/** What a QR code of a print says: where it leads, and the number and code that it leads there with. */
export interface ReadCode {
  readonly host: string;
  readonly number: string;
  readonly code: string;
}

/** Null for anything but the address of a verification page with number and code. */
export function readCode(text: string): ReadCode | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || !url.pathname.endsWith('/verify')) return null;
  const [number, code] = [url.searchParams.get('number') ?? '', url.searchParams.get('code') ?? ''];
  return number === '' || code === '' ? null : { host: url.host, number, code };
}
