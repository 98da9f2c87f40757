import { SaxesParser } from 'saxes';
import { UnreadableFile } from './sheet.ts';

export interface Handlers {
  /** Names without their prefix. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Reads XML as it comes. A document type is refused: it is how entities are made that grow. @throws UnreadableFile */
export async function readXml(pieces: AsyncIterable<string>, handlers: Handlers): Promise<void> {
  const parser = new SaxesParser();
  const refuse = (message: string, cause?: unknown): never => {
    throw new UnreadableFile(`The file is damaged (${message}).`, { cause });
  };
  parser.on('error', (error) => refuse('XML', error));
  parser.on('doctype', () => refuse('a document type'));
  parser.on('opentag', ({ name, attributes }) =>
    handlers.open(local(name), attributes as Record<string, string>),
  );
  if (handlers.text !== undefined) {
    parser.on('text', handlers.text);
    parser.on('cdata', handlers.text);
  }
  parser.on('closetag', ({ name }) => handlers.close?.(local(name)));
  for await (const piece of pieces) parser.write(piece);
  parser.close();
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
