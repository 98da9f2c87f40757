import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

/** A letter as it leaves. */
export interface Mail {
  /** The same at each attempt: whoever got it twice can tell. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Where letters go: a mail server, or a folder where there is none. */
export interface MailPort {
  /** @throws RefusedMail, or anything else when it may go later */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** The mail server will never take this letter. */
export class RefusedMail extends Error {
  constructor(options?: ErrorOptions) {
    super('The mail server refused the letter.', options);
    this.name = 'RefusedMail';
  }
}

export interface MailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; without it letters are files in `folder`. */
  readonly smtpUrl: string | undefined;
  readonly from: string;
  readonly folder: string;
}

/** Of a folder's letters, the oldest go. */
const mostFiles = 1_000;

const headers = { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' };

export function createMail({ smtpUrl, from, folder }: MailOptions): MailPort {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'openpouch.invalid';
  const messageOf = ({ id, to, subject, text }: Mail) => ({
    ...{ from, to: { name: '', address: to }, subject, text, headers, messageId: `<${id}@${domain}>` },
    // Nothing that a letter says may make it read a file or an address.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return smtpUrl === undefined ? toFolder(folder, messageOf) : bySmtp(smtpUrl, messageOf);
}

type MessageOf = (mail: Mail) => object;

function bySmtp(smtpUrl: string, messageOf: MessageOf): MailPort {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const hasPassword = username !== '';
  const transport = createTransport({
    ...{ host: hostname, port: port === '' ? (secure ? 465 : 587) : Number(port), secure },
    // A password never goes in clear over a network.
    requireTLS: hasPassword && !['localhost', '127.0.0.1', '[::1]'].includes(hostname),
    ...(hasPassword && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 },
    ...{ pool: true, maxConnections: 2, logger: false },
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail));
      } catch (cause) {
        throw isRefusal(cause) ? new RefusedMail({ cause }) : cause;
      }
    },
    close: () => transport.close(),
  };
}

/** Of this letter or its recipient (RFC 5321 §4.2.1: 5yz); what is wrong with our own sign-in may be mended. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, responseCode } = error as Error & { code?: unknown; responseCode?: unknown };
  return (
    (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500
  );
}

function toFolder(folder: string, messageOf: MessageOf): MailPort {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    async send(mail) {
      const { message } = await transport.sendMail(messageOf(mail));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replaceAll(':', '')} ${mail.id}.eml`;
      await writeFile(join(folder, name), message as Buffer, { mode: 0o600 });
      const names = (await readdir(folder)).filter((one) => one.endsWith('.eml')).sort();
      for (const old of names.slice(0, Math.max(0, names.length - mostFiles)))
        await rm(join(folder, old), { force: true });
    },
    close: () => transport.close(),
  };
}
