import type { ComponentProps } from 'react';
import { kindOf } from '../../../core/certificate-kind.ts';
import { CertificateSheet } from '../certificates/certificate-sheet.tsx';
import { DocumentSheet } from './document-sheet.tsx';

/** A certificate as its reader knows it: the form of origin, or what is certified of a document. */
export function KindSheet(props: ComponentProps<typeof CertificateSheet>) {
  return kindOf(props.goods) === 'document' ? <DocumentSheet {...props} /> : <CertificateSheet {...props} />;
}
