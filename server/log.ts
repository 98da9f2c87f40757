import pino, { type Logger } from 'pino';

export type { Logger };

/** One JSON line an event on standard error. Secrets are named here once and never printed. */
export function createLogger(level: string): Logger {
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
        ],
        censor: '[withheld]',
      },
    },
    pino.destination({ fd: 2, sync: false }),
  );
}
