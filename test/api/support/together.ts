/** What the routes of messages, tasks and receipts answer, as far as tests look at it. */

export interface Message {
  readonly id: string;
  readonly text: string;
  readonly salt: string;
  readonly sequence: number;
  readonly documentId: string | null;
  readonly by: { readonly organisation: { id: string }; readonly person: { name: string } | null };
  readonly to: readonly { id: string }[] | null;
  readonly mentions: { readonly people: readonly { name: string }[] };
  readonly attachments: readonly { id: string; name: string; sha256: string }[];
  readonly isRead: boolean;
}
export interface Conversation {
  readonly readers: readonly { id: string }[];
  readonly threads: readonly { documentId: string | null; messages: number; unread: number }[];
  readonly mayWrite: boolean;
}
export interface Task {
  readonly id: string;
  readonly state: string;
  readonly note: string | null;
  readonly reason: string | null;
  readonly documentId: string | null;
  readonly askerPerson: string | null;
  readonly may: readonly string[];
}
export interface Agreement {
  readonly id: string;
  readonly state: string;
  readonly scope: string | null;
}
export interface Readings {
  readonly agreements: readonly Agreement[];
  readonly receipts: readonly {
    documentId: string;
    version: number;
    sequence: number;
    reader: { id: string };
  }[];
}
