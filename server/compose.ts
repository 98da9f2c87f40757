import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { sql } from 'kysely';
import { createChainReader } from '../core/chain-reader.ts';
import { publishVocabulary } from '../core/credential-vocabulary.ts';
import { registryDomain } from '../core/typed-data.ts';
import { createAccessRoutes } from './access/access-routes.ts';
import { accessChannel, createAccessService } from './access/access-service.ts';
import { type Anchoring, chainJournal, createAnchoring, createSealingRoutes } from './anchoring/index.ts';
import { createApp } from './app.ts';
import { createAuditRoutes } from './audit/audit-routes.ts';
import { eraseTrailLines } from './audit/index.ts';
import { createBookRoutes } from './books/index.ts';
import { type BulkRunner, createBulkRoutes, createBulkRunner } from './bulk/index.ts';
import {
  createCertificateRoutes,
  createFormRenderer,
  createPrints,
  publishedDocuments,
  watchExpiry,
} from './certificates/index.ts';
import { createJsonRpc } from './chain/json-rpc.ts';
import { createCodeListRoutes, readCodeLists } from './codes/index.ts';
import type { Config } from './config.ts';
import { createClamdScanner } from './content/clamd-scanner.ts';
import { createKuboContentStore } from './content/kubo-store.ts';
import { createLocalContentStore } from './content/local-store.ts';
import { noScanner } from './content/scanner.ts';
import { sweepContents } from './content/sweep.ts';
import type { AppContext } from './context.ts';
import { openContracts } from './contracts.ts';
import { createCustodyRoutes, createPreparationRoutes } from './custody/index.ts';
import { createDatabase, type Database } from './database/database.ts';
import { listen } from './database/listener.ts';
import { migrate } from './database/migrate.ts';
import { type DemonstrationParty, seedDemonstration } from './demonstration/index.ts';
import { createDocumentRoutes } from './documents/document-routes.ts';
import { sweepUploads } from './documents/uploads/sweep-uploads.ts';
import { createControlRoutes } from './handovers/control-routes.ts';
import { watchOffers } from './handovers/expiring.ts';
import { createHandoverRoutes } from './handovers/handover-routes.ts';
import { createHomeRoutes } from './home/home-routes.ts';
import type { Backlog } from './http/health.ts';
import { eraseAnswers } from './http/idempotency.ts';
import type { Route } from './http/route.ts';
import { openInstallation } from './installation.ts';
import { createKeyring } from './keys/keyring.ts';
import { createSealer } from './keys/sealing.ts';
import { timeOfAct } from './keys/signing-session.ts';
import { changesChannel, createLiveChanges, createLiveRoutes } from './live/index.ts';
import type { Logger } from './log.ts';
import { createMessageRoutes, sweepAttachments } from './messages/index.ts';
import {
  createMail,
  createNoticeRoutes,
  createNoticeRunner,
  eraseHappenings,
  type NoticeRunner,
} from './notices/index.ts';
import { chamberContext, createDidDocuments } from './organisations/index.ts';
import { createOrganisationRoutes } from './organisations/organisation-routes.ts';
import { createArchiveRoutes } from './pouches/archive/archive-routes.ts';
import { createPouchRoutes } from './pouches/pouch-routes.ts';
import { createReadingRoutes } from './readings/reading-routes.ts';
import { createRecorder } from './records/recorder.ts';
import { createEraser, createRetentionRoutes, type Eraser } from './retention/index.ts';
import type { Services } from './services.ts';
import { createInvitationLetters } from './sharing/invitations/invitation-letters.ts';
import { createSharingRoutes } from './sharing/sharing-routes.ts';
import { createTaskRoutes } from './tasks/task-routes.ts';
import { createUndertakingRoutes } from './undertakings/index.ts';
import { createBundleBuilder, createVerificationRoutes } from './verification/index.ts';
import { createWatchRoutes } from './watches/index.ts';
import { createWebhookRoutes, eraseDeliveries } from './webhooks/index.ts';

export interface ComposeOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly services: Services;
  /** Where others reach us, without a slash at the end. */
  readonly publicUrl: string;
  readonly webFolder: string;
  /** Requests a minute and address at routes where secrets could be guessed. */
  readonly guardedPerMinute?: number;
}

export interface Application {
  readonly app: Express;
  readonly context: AppContext;
  readonly routes: readonly Route[];
  readonly anchoring: Anchoring;
  readonly notices: NoticeRunner;
  readonly eraser: Eraser;
  readonly rpcUrl: string;
  readonly parties: readonly DemonstrationParty[];
  close(): Promise<void>;
}

/** The one place where the parts are put together. What it opened it closes again, also when it fails half-way. */
export async function compose(options: ComposeOptions): Promise<Application> {
  const { config, logger, services, publicUrl } = options;
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    await migrate(services.databaseUrl);
    const database = createDatabase({
      url: services.databaseUrl,
      onConnectionError: (err) => logger.warn({ err }, 'a database connection was lost'),
    });
    closers.push(() => database.close());

    const sealer = createSealer(services.masterKey);
    const { operator, tokenSecret } = await openInstallation(database, sealer);
    const chainService = await services.startChain(() => chainJournal(database));
    const rpc = createJsonRpc({ url: chainService.url });
    closers.push(() => rpc.close());
    const now = timeOfAct;
    const { federation } = config;
    const { deployment, documentStores } = await openContracts({
      ...{ federation, database, rpc, chain: chainService, logger, now },
    });

    const access = createAccessService(database, tokenSecret);
    const live = createLiveChanges({ database, logger });
    let somethingHappened = () => {};
    closers.push(() => live.close());
    closers.push(
      await listen({
        database,
        logger,
        channels: {
          // Ended access bites in every process at once; while nobody can tell us, nothing is remembered.
          [accessChannel]: () => {
            access.forget();
            live.accessEnded();
          },
          [changesChannel]: (payload) => {
            live.announced(payload);
            somethingHappened();
          },
        },
        heard(hears) {
          access.rememberWhile(hears);
          live.heard(hears);
        },
      }),
    );
    const forms = createFormRenderer();
    closers.push(() => forms.close());
    const context: AppContext = {
      database,
      logger,
      access,
      sealer,
      operator,
      deployment,
      documentStores,
      live,
      forms,
      codeLists: readCodeLists(config.codeListsDir, now().getUTCFullYear()),
      now,
      keyring: createKeyring(sealer, deployment.verifiers),
      recorder: createRecorder(operator),
      domain: registryDomain(deployment.chainId, deployment.contracts.recordRegistry),
      chain: createChainReader(rpc),
      scanner: config.clamd === undefined ? noScanner : createClamdScanner(config.clamd),
      content: await (config.ipfsApiUrl === undefined
        ? createLocalContentStore(join(config.dataDir, 'blocks'))
        : createKuboContentStore(config.ipfsApiUrl)),
      vocabulary: {
        origin: publishVocabulary(publicUrl, 'origin'),
        document: publishVocabulary(publicUrl, 'document'),
      },
      publicUrl: () => publicUrl,
      webhooksAnywhere: config.webhooksAnywhere,
    };

    const parties = config.demonstration ? await seedDemonstration(context) : [];
    const anchoring = createAnchoring({
      database,
      rpc,
      privateKey: chainService.privateKey,
      deployment,
      operator,
      batchIntervalMs: config.batchIntervalMs,
      batchSize: config.batchSize,
      confirmations: chainService.confirmations,
      mine: chainService.mine,
      logger,
      now,
    });
    anchoring.start();
    closers.push(() => anchoring.stop());
    closers.push(forgetOldAnswers(database, logger));
    closers.push(watchExpiry(context));
    closers.push(watchOffers(context));
    closers.push(sweepContents(context));
    closers.push(sweepUploads(context));
    closers.push(sweepAttachments(context));

    const notices = createNoticeRunner(
      context,
      createMail({ ...config.mail, folder: join(config.dataDir, 'mail') }),
      createInvitationLetters(context),
    );
    notices.start();
    somethingHappened = notices.wake;
    closers.push(() => notices.stop());

    const eraser = createEraser(context, [eraseTrailLines, eraseHappenings, eraseDeliveries, eraseAnswers]);
    eraser.start();
    closers.push(() => eraser.stop());

    const bulk = createBulkRunner(context);
    bulk.start();
    closers.push(() => bulk.stop());

    const routes: Route[] = [
      ...createRoutes(context, bulk),
      ...createPreparationRoutes(context, () => routes),
    ];
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    const app = createApp({
      context,
      routes,
      version,
      webFolder: existsSync(join(options.webFolder, 'index.html')) ? options.webFolder : undefined,
      perMinute: {
        secrets: options.guardedPerMinute ?? 30,
        lookups: options.guardedPerMinute ?? 30,
        verification: config.verificationsPerMinute,
      },
      proxies: config.proxies,
      trustEntry: async () => ({
        deployment,
        rpcUrl: chainService.publicRpcUrl,
        operator: operator.jwk,
        ...(parties.length > 0 && { demonstration: parties }),
      }),
      publications: {
        documents: [...publishedDocuments(context), chamberContext],
        didDocument: createDidDocuments(context),
      },
      readiness: {
        checks: {
          database: async () => void (await database.asSystem((trx) => sql`SELECT 1`.execute(trx))),
          chain: async () => void (await rpc.call('eth_blockNumber')),
        },
        backlog: () => backlog(database),
      },
    });
    return {
      app,
      context,
      routes,
      anchoring,
      notices,
      eraser,
      rpcUrl: chainService.publicRpcUrl,
      parties,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Every route of the API, in the order of the reference page. */
export function createRoutes(context: AppContext, bulk: Pick<BulkRunner, 'wake'>): Route[] {
  const buildRecordBundle = createBundleBuilder(context.deployment);
  return [
    ...createAccessRoutes(context),
    ...createOrganisationRoutes(context),
    ...createCertificateRoutes(context, { buildRecordBundle }),
    ...createBulkRoutes(context, bulk),
    ...createBookRoutes(context),
    ...createCodeListRoutes(context),
    ...createUndertakingRoutes(context),
    ...createPouchRoutes(context),
    ...createDocumentRoutes(context, { buildRecordBundle }),
    ...createArchiveRoutes(context, {
      buildRecordBundle,
      printsOf: createPrints(context, buildRecordBundle),
    }),
    ...createSharingRoutes(context, { buildRecordBundle }),
    ...createHandoverRoutes(context),
    ...createCustodyRoutes(context),
    ...createRetentionRoutes(context),
    ...createControlRoutes(context, buildRecordBundle),
    ...createMessageRoutes(context),
    ...createTaskRoutes(context),
    ...createReadingRoutes(context),
    ...createAuditRoutes(context),
    ...createSealingRoutes(context),
    ...createLiveRoutes(context),
    ...createNoticeRoutes(context),
    ...createWebhookRoutes(context),
    ...createHomeRoutes(context),
    ...createVerificationRoutes(context, { buildRecordBundle }),
    ...createWatchRoutes(context),
  ];
}

/** Stored answers of idempotency keys are kept for three days. */
function forgetOldAnswers(database: Database, logger: Logger): () => void {
  const forget = () => {
    database
      .asSystem((trx) =>
        trx
          .deleteFrom('idempotency_keys')
          .where('created_at', '<', sql<Date>`now() - interval '3 days'`)
          .execute(),
      )
      .catch((err: unknown) => logger.warn({ err }, 'old answers were not removed'));
  };
  forget();
  const timer = setInterval(forget, 3_600_000);
  timer.unref();
  return () => clearInterval(timer);
}

async function backlog(database: Database): Promise<Backlog> {
  return database.asSystem(async (trx) => {
    const { rows } = await sql<Backlog>`
      SELECT (SELECT count(*) FROM events WHERE batch_number IS NULL) AS events,
             (SELECT count(*) FROM chain_acts WHERE state NOT IN ('final', 'failed')) AS acts,
             (SELECT count(*) FROM chain_acts WHERE state = 'failed') AS failed,
             (SELECT count(*) FROM letters WHERE state = 'waiting') AS letters,
             (SELECT count(*) FROM webhook_deliveries WHERE state = 'waiting') AS deliveries,
             (SELECT count(*) FROM erased_files) AS "erasedFiles"`.execute(trx);
    return rows[0] ?? { events: 0, acts: 0, failed: 0, letters: 0, deliveries: 0, erasedFiles: 0 };
  });
}
