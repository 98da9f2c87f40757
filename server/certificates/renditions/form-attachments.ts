import type { Pdf } from './form-text.ts';

/** The attachments' names, for readers of the PDF. */
export const proofName = 'openpouch-proof.json';
export const credentialName = 'certificate-of-origin.sd-jwt';

/** The credential with all its disclosures, as it was issued: what the form is made of. */
export function attachCredential(pdf: Pdf, credential: string, at: Date): void {
  attach(pdf, {
    name: credentialName,
    // ISO 32000-2, 7.11.4.1: a media type, written as a name; `+` needs no escape.
    type: 'application#2Fvc+sd-jwt',
    description: 'The certificate as a signed credential',
    relationship: 'Source',
    content: Buffer.from(credential, 'ascii'),
    at,
  });
}

/** One uncompressed attachment of spaces, into which the proof is written later (core/rendition.ts). */
export function attachHole(
  pdf: Pdf,
  length: number,
  at: Date,
  { name, description } = { name: proofName, description: 'Proof bundle of this certificate' },
): void {
  pdf.compress = false;
  const content = Buffer.alloc(length, ' ');
  attach(pdf, { name, type: 'application#2Fjson', description, relationship: 'Data', content, at });
  pdf.compress = true;
}

interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly relationship: 'Source' | 'Data';
  readonly content: Buffer;
  readonly at: Date;
}

/** Of pdfkit's parts instead of its `file()`, which would add a checksum that no longer holds once the proof is there. */
function attach(pdf: Pdf, { name, type, description, relationship, content, at }: Attachment): void {
  const file = pdf.ref({
    Type: 'EmbeddedFile',
    Subtype: type,
    Params: { ModDate: at, Size: content.length },
  });
  file.end(content);
  const specification = pdf.ref({
    Type: 'Filespec',
    AFRelationship: relationship,
    F: text(name),
    UF: text(name),
    Desc: text(description),
    EF: { F: file },
  });
  specification.end(undefined);
  pdf.addNamedEmbeddedFile(name, specification);
  // PDF/A-3 wants every embedded file to be associated with the document; pdfkit's types leave its catalogue out.
  const { _root: catalogue } = pdf as unknown as { _root: { data: { AF?: object[] } } };
  catalogue.data.AF = [...(catalogue.data.AF ?? []), specification];
}

/** pdfkit writes a primitive string as a name, an object as a string. */
const text = (value: string): object => Object(value);
