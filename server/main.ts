import { mkdirSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { type Application, compose } from './compose.ts';
import { type Config, ConfigurationError, readConfig } from './config.ts';
import { createLogger } from './log.ts';
import { startServices } from './services.ts';
import { welcome } from './welcome.ts';

/** Starts everything that the configuration asks for, and stops it all again in the opposite order. */
async function main(): Promise<void> {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = stopOnce(closers);
  process.once('SIGINT', () => void stop(0));
  process.once('SIGTERM', () => void stop(0));
  try {
    const config = readConfig(process.env);
    const logger = createLogger(config.logLevel);
    mkdirSync(config.dataDir, { recursive: true, mode: 0o711 });
    // The port first: two servers on one port must not both start, and the address is part of what we sign.
    const door = await openDoor(config);
    closers.push(door.close);
    const services = await startServices(config, logger, closers);
    const application: Application = await compose({
      config,
      logger,
      services,
      publicUrl: config.publicUrl ?? door.url,
      webFolder: fileURLToPath(new URL('../web/dist', import.meta.url)),
    });
    closers.push(application.close);
    door.answer(application.app);
    console.log(welcome(door.url, application));
  } catch (error) {
    explain(error);
    await stop(1);
  }
}

interface Door {
  readonly url: string;
  /** Until it is called, every request is told to come back. */
  answer(listener: RequestListener): void;
  close(): Promise<void>;
}

async function openDoor(config: Config): Promise<Door> {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' });
    response.end(
      JSON.stringify({
        ...{ title: 'The server is starting: try again.', status: 503, code: 'unavailable' },
        retryable: true,
      }),
    );
  };
  const server: Server = createServer((request, response) => answer(request, response));
  server.requestTimeout = 10 * 60_000;
  // A connection on which nothing moves, as of a reader that stopped in the middle of a file.
  server.timeout = 2 * 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    answer: (listener) => {
      answer = listener;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      }),
  };
}

/** Everything that was started is stopped, the last first; a second signal does not start it again. */
function stopOnce(closers: (() => Promise<unknown>)[]): (code: number) => Promise<void> {
  let stopping = false;
  return async (code) => {
    if (stopping) return;
    stopping = true;
    for (const close of closers.toReversed()) {
      await close().catch((error: unknown) => console.error('While stopping:', error));
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
