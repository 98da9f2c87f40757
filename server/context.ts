import type { CertificateKind } from '../core/certificate-kind.ts';
import type { ChainReader } from '../core/chain.ts';
import type { Vocabulary } from '../core/credential.ts';
import type { PublishedText } from '../core/credential-vocabulary.ts';
import type { Es256Signer } from '../core/es256.ts';
import type { Address } from '../core/ids.ts';
import type { Deployment } from '../core/trust.ts';
import type { RegistryDomain } from '../core/typed-data.ts';
import type { AccessService } from './access/access-service.ts';

import type { FormRenderer } from './certificates/renditions/form-renderer.ts';
import type { CodeLists } from './codes/code-lists.ts';
import type { ContentStore } from './content/content-store.ts';
import type { Scanner } from './content/scanner.ts';
import type { Database } from './database/database.ts';
import type { Keyring } from './keys/keyring.ts';
import type { Sealer } from './keys/sealing.ts';
import type { LiveChanges } from './live/live-changes.ts';
import type { Logger } from './log.ts';
import type { Recorder } from './records/recorder.ts';

/** What `compose.ts` builds once and hands to the features; each takes the part that it needs. */
export interface AppContext {
  readonly database: Database;
  readonly logger: Logger;
  readonly access: AccessService;
  readonly keyring: Keyring;
  readonly sealer: Sealer;
  /** Signs receipts, batch roots and what the system itself records. */
  readonly operator: Es256Signer;
  readonly recorder: Recorder;
  readonly deployment: Deployment;
  /** Makes the chambers' document stores (contracts/ChamberDocumentStores.sol). */
  readonly documentStores: Address;
  /** Of the deployment's RecordRegistry. */
  readonly domain: RegistryDomain;
  readonly chain: ChainReader;
  readonly content: ContentStore;
  /** Looks at what is handed in before it is recorded. */
  readonly scanner: Scanner;
  /** Ours and the operator's (docs/code-lists.md). */
  readonly codeLists: CodeLists;
  /** Makes PDFs in a thread of its own. */
  readonly forms: FormRenderer;
  /** Tells whoever listens what changed. */
  readonly live: LiveChanges;
  /** What the fields of a certificate of each kind mean, published here; its credential refers to it. */
  readonly vocabulary: Readonly<Record<CertificateKind, Vocabulary<PublishedText>>>;
  /**
   * Address under which others reach us, without a slash at the end. It stands in what is signed: in the DIDs of chambers
   * and where a certificate's context and schema are published.
   */
  readonly publicUrl: () => string;
  /** For development and tests: webhooks over http, and into private networks. */
  readonly webhooksAnywhere: boolean;
  readonly now: () => Date;
}
