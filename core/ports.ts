import list from './code-lists/ports.json' with { type: 'json' };

const names: ReadonlyMap<string, string> = new Map(list.codes.map(([code = '', name = '']) => [code, name]));

/** Seaports with a UN/LOCODE, by code; not all that there are. */
export const portNames: ReadonlyMap<string, string> = names;
