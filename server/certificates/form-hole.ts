import type { Pdf } from './form-text.ts';

/** The attachment's name, for readers of the PDF. */
export const proofName = 'openpouch-proof.json';

/**
 * One uncompressed attachment of spaces, into which the proof is written later (core/rendition.ts). Made from pdfkit's
 * parts instead of `file()`, which would add a checksum that no longer holds once the proof is there.
 */
export function addHole(pdf: Pdf, length: number, at: Date): void {
  pdf.compress = false;
  const content = pdf.ref({
    Type: 'EmbeddedFile',
    Subtype: 'application#2Fjson',
    Params: { ModDate: at, Size: length },
  });
  content.end(Buffer.alloc(length, ' '));
  pdf.compress = true;
  const specification = pdf.ref({
    Type: 'Filespec',
    AFRelationship: 'Data',
    F: text(proofName),
    UF: text(proofName),
    Desc: text('Proof bundle of this certificate'),
    EF: { F: content },
  });
  specification.end(undefined);
  pdf.addNamedEmbeddedFile(proofName, specification);
  // PDF/A-3 wants every embedded file to be associated with the document; pdfkit's types leave its catalogue out.
  const { _root: catalogue } = pdf as unknown as { _root: { data: Record<string, unknown> } };
  catalogue.data['AF'] = [specification];
}

/** pdfkit writes a primitive string as a name, an object as a string. */
const text = (value: string): object => Object(value);
