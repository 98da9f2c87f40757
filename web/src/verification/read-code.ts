/** A certificate by what stands on its print. */
export interface Asked {
  readonly number: string;
  readonly code: string;
}

/** What a QR code of a print says: where it leads, and the number and code that it leads there with. */
export interface ReadCode extends Asked {
  readonly host: string;
}

/** Null for anything but the address of a verification page with number and code. */
export function readCode(text: string): ReadCode | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || !url.pathname.endsWith('/verify')) return null;
  const { number, code } = askedIn(url);
  return number === '' || code === '' ? null : { host: url.host, number, code };
}

/** Number and code stand behind the `#`, which the browser sends nobody; on older prints in the query. */
export function askedIn({ hash, search }: Pick<URL, 'hash' | 'search'>): Asked {
  const behind = new URLSearchParams(hash.slice(1));
  const asked = behind.has('number') ? behind : new URLSearchParams(search);
  return { number: asked.get('number') ?? '', code: asked.get('code') ?? '' };
}

export const hashOf = ({ number, code }: Asked): string => `#${new URLSearchParams({ number, code })}`;
