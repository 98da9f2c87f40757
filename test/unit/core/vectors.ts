import { readFileSync } from 'node:fs';

/** The text of a file in test/vectors/, which Solidity, server and browser check alike. */
export const readVectors = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8'));
