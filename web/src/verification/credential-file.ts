import { textAt } from '../certificates/read-goods.ts';

const MOST_BYTES = 1024 ** 2;

/** Whether a file is a credential (SD-JWT) and nothing else. */
export async function isCredential(file: File): Promise<boolean> {
  return file.size <= MOST_BYTES && /^\s*eyJ[\w-]+\.[\w-]+\.[\w-]+~/.test(await file.text());
}

/** Number and verification code that it shows: with them the certificate is found. Null where it hides either. */
export async function numberIn(file: File): Promise<{ number: string; code: string } | null> {
  try {
    const { decodeCredential } = await import('../../../core/credential.ts');
    const { subject } = decodeCredential((await file.text()).trim());
    const [number, code] = [textAt(subject, 'certificateNumber'), textAt(subject, 'verificationCode')];
    return number === undefined || code === undefined ? null : { number, code };
  } catch {
    return null;
  }
}
