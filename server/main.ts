import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from './compose.ts';
import { ConfigurationError, readConfig } from './config.ts';
import { startServices } from './services.ts';
import { createLogger } from './log.ts';

/** Starts everything that the configuration asks for, listens, and stops it all again in the opposite order. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const logger = createLogger(config.logLevel);
  const closers: (() => Promise<unknown>)[] = [];
  const stop = stopOnce(closers);
  process.once('SIGINT', () => void stop(0));
  process.once('SIGTERM', () => void stop(0));

  try {
    const services = await startServices(config, logger, closers);
    const application = await compose({
      config,
      logger,
      services,
      webFolder: join(fileURLToPath(new URL('..', import.meta.url)), 'web/dist'),
    });
    closers.push(() => application.close());

    const server = createServer(application.app);
    server.requestTimeout = 10 * 60_000;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(config.port, config.host, resolve);
    });
    closers.push(
      () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), 5_000).unref();
        }),
    );
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    application.listening(`http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`);
    console.log(application.welcome());
  } catch (error) {
    explain(error);
    await stop(1);
  }
}

/** Everything that was started is stopped, the last first; a second signal does not start it again. */
function stopOnce(closers: (() => Promise<unknown>)[]): (code: number) => Promise<void> {
  let stopping = false;
  return async (code) => {
    if (stopping) return;
    stopping = true;
    for (const close of closers.toReversed()) {
      await close().catch((error: unknown) => console.error('While stopping:', error instanceof Error ? error.message : error));
    }
    process.exit(code);
  };
}

function explain(error: unknown): void {
  if (error instanceof ConfigurationError) console.error(error.message);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    console.error('The port is taken by another program: set PORT to a free one.');
  else console.error('OpenPouch did not start:', error);
}

await main();
