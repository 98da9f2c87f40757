/** A secret of ours in a cookie, of 43 characters of base64url. @param header the Cookie header */
export const readCookie = (header: string | undefined, name: string): string | undefined =>
  new RegExp(`(?:^|; )${name}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(header ?? '')?.[1];

/** For `Set-Cookie`: scripts cannot read it, other sites do not get it. @param maxAge seconds; 0 clears it */
export function writeCookie(
  name: string,
  value: string,
  of: { readonly path: string; readonly maxAge: number; readonly publicUrl: string },
): string {
  const secure = of.publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${name}=${value}; Path=${of.path}; Max-Age=${of.maxAge}; HttpOnly; SameSite=Strict${secure}`;
}
