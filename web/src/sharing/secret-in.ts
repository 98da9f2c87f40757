/** What stands behind the # of a link: the browser tells it to no server by itself. */
export const secretIn = (hash: string): string | null => /^#([A-Za-z0-9_-]{43})$/.exec(hash)?.[1] ?? null;
