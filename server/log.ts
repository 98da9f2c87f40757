import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * One JSON line an event, on standard error unless told. Secrets are named here once and never printed; nor is what
 * PostgreSQL says of a row that it refused, which holds the row.
 */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination({ fd: 2, sync: false }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          '*.password',
          '*.secret',
          '*.clientSecret',
          '*.authorization',
          '*.cookie',
          '*.privateKey',
          '*.masterKey',
          'err.detail',
          'err.where',
        ],
        censor: '[withheld]',
      },
    },
    destination,
  );
}
