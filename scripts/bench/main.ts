import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '../client/server-process.ts';
import { benchBulkFile } from './bulk-file.ts';
import { benchChain } from './chain.ts';
import { benchCore } from './core.ts';
import { benchDocuments } from './documents.ts';
import { benchErasure } from './erasure.ts';
import { benchFsck } from './fsck.ts';
import { benchLists } from './lists.ts';
import { benchRenditions } from './renditions.ts';
import { benchServer } from './server.ts';
import { benchTrail } from './trail.ts';
import { benchVerification } from './verification.ts';
import { benchVerifyMany } from './verify-many.ts';
import { benchWeb } from './web.ts';
import { benchWebhooks } from './webhooks.ts';

/**
 * Prints one JSON line per figure. Everything runs on this one machine: server, PostgreSQL, chain and the load
 * itself, so figures of two machines compare only as ratios of one run.
 */
const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
console.error(
  `${cpus().length} cores, Node ${process.version}; server, database, chain and load on the same machine.`,
);
// One address asks for all of it.
const server = await startServerProcess(dataDir, {
  OPENPOUCH_VERIFICATIONS_PER_MINUTE: '100000000',
  OPENPOUCH_WEBHOOKS: 'anywhere',
});
try {
  // Before the load, while its lists are as short as those of a day's work.
  await benchWeb(server);
  await benchServer(server);
  await benchWebhooks(server);
  await benchDocuments(server);
  await benchVerifyMany(server);
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
await benchLists();
await benchTrail();
await benchFsck();
await benchErasure();
await benchBulkFile();
await benchRenditions();
await benchCore();
await benchVerification();
await benchChain();
