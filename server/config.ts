import { join, resolve } from 'node:path';
import { z } from 'zod';

/** In digits alone: `Number` would read a space as 0. */
const wholeNumber = (minimum: number, maximum: number) => {
  const expected = `expected a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: expected, abort: true })
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, expected);
};

const portOf = (address: string): number => Number(address.slice(address.lastIndexOf(':') + 1));

/** All that the environment can say. Read once, whole, at the start; nothing else looks at the environment. */
const environmentSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  OPENPOUCH_DATA: z.string().min(1).default('.openpouch'),
  OPENPOUCH_CODE_LISTS: z.string().min(1).optional(),
  OPENPOUCH_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENPOUCH_PROXIES: wholeNumber(0, 10).default(0),
  OPENPOUCH_VERIFICATIONS_PER_MINUTE: wholeNumber(1, 100_000_000).default(600),
  OPENPOUCH_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  OPENPOUCH_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hexadecimal digits (32 bytes)')
    .optional(),
  OPENPOUCH_FEDERATION: z
    .string()
    .min(1)
    .max(200)
    .default('Demonstration Federation of Chambers of Commerce'),
  OPENPOUCH_DEMONSTRATION: z.enum(['yes', 'no']).optional(),
  OPENPOUCH_BATCH_INTERVAL_MS: wholeNumber(50, 3_600_000).default(2000),
  OPENPOUCH_BATCH_SIZE: wholeNumber(1, 100_000).default(20_000),
  OPENPOUCH_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  OPENPOUCH_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n<>]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'expected an address, or Name <address>')
    .default('OpenPouch <notices@openpouch.invalid>'),
  OPENPOUCH_WEBHOOKS: z.enum(['public', 'anywhere']).default('public'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  CHAIN_RPC_URL: z.url({ protocol: /^https?$/ }).optional(),
  CHAIN_PUBLIC_RPC_URL: z.url({ protocol: /^https?$/ }).optional(),
  CHAIN_PRIVATE_KEY: z
    .string()
    .regex(/^0x[0-9a-f]{64}$/, 'expected 0x and 64 lower-case hexadecimal digits')
    .optional(),
  CHAIN_CONFIRMATIONS: wholeNumber(0, 1000).default(12),
  IPFS_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENPOUCH_CLAMD: z
    .string()
    .regex(/^[a-zA-Z0-9.-]{1,253}:\d{1,5}$/, 'expected host:port')
    .refine((value) => portOf(value) >= 1 && portOf(value) <= 65_535, 'expected a port from 1 to 65535')
    .transform((value) => ({ host: value.slice(0, value.lastIndexOf(':')), port: portOf(value) }))
    .optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Where code lists are that the operator brought in; `code-lists` in the data folder unless told. */
  readonly codeListsDir: string;
  readonly publicUrl: string | undefined;
  /** How many proxies stand before us, each of which adds to X-Forwarded-For whom it heard. */
  readonly proxies: number;
  /** Public verifications a minute and address. */
  readonly verificationsPerMinute: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** 64 hexadecimal digits; without it the key is kept in a file of the data folder. */
  readonly masterKey: string | undefined;
  /** Whose accreditations the contracts hold, in words; written into the trust list at the first start. */
  readonly federation: string;
  readonly demonstration: boolean;
  readonly batchIntervalMs: number;
  readonly batchSize: number;
  /** Without a server, letters are files in the data folder. */
  readonly mail: { readonly smtpUrl: string | undefined; readonly from: string };
  /** For development and tests: webhooks over http, and into private networks. */
  readonly webhooksAnywhere: boolean;
  /** Without it, the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Without it, the embedded chain. */
  readonly chain:
    | {
        readonly rpcUrl: string;
        /** The address that everybody is told. */
        readonly publicRpcUrl: string;
        readonly privateKey: string;
        readonly confirmations: number;
      }
    | undefined;
  /** Without it, blocks on the local disk. */
  readonly ipfsApiUrl: string | undefined;
  /** ClamAV's daemon, which looks at what is handed in. Without it, nobody does. */
  readonly clamd: { readonly host: string; readonly port: number } | undefined;
}

/** Everything that is wrong with the environment, one sentence a problem. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

/** @throws ConfigurationError that lists every problem at once, without repeating a secret's value. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const known = new Set(Object.keys(environmentSchema.shape));
  for (const name of Object.keys(environment)) {
    const ours = /^(OPENPOUCH_|CHAIN_|IPFS_API)/.test(name) && !ELSEWHERE.has(name);
    if (ours && !known.has(name)) problems.push(`${name}: there is no such setting`);
  }
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => known.has(name) && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) problems.push(`${issue.path.join('.')}: ${issue.message}`);
  }
  const has = (name: string) => (given[name] ?? '') !== '';
  const hasRpc = has('CHAIN_RPC_URL');
  const hasKey = has('CHAIN_PRIVATE_KEY');
  if (hasRpc && !hasKey)
    problems.push('CHAIN_PRIVATE_KEY: needed with CHAIN_RPC_URL, it pays for the transactions');
  if (hasKey && !hasRpc) problems.push('CHAIN_RPC_URL: needed with CHAIN_PRIVATE_KEY');
  if (!has('CHAIN_PUBLIC_RPC_URL') && maySecretsBeIn(given['CHAIN_RPC_URL'] ?? ''))
    problems.push(
      'CHAIN_PUBLIC_RPC_URL: needed, because verifiers are told the address, and CHAIN_RPC_URL may hold a secret',
    );
  if (has('OPENPOUCH_SMTP_URL') && !has('OPENPOUCH_MAIL_FROM'))
    problems.push('OPENPOUCH_MAIL_FROM: needed with OPENPOUCH_SMTP_URL, letters come from it');
  if (problems.length > 0 || !parsed.success) throw new ConfigurationError(problems);
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.OPENPOUCH_DATA),
    codeListsDir: resolve(env.OPENPOUCH_CODE_LISTS ?? join(env.OPENPOUCH_DATA, 'code-lists')),
    publicUrl: env.OPENPOUCH_PUBLIC_URL?.replace(/\/$/, ''),
    proxies: env.OPENPOUCH_PROXIES,
    verificationsPerMinute: env.OPENPOUCH_VERIFICATIONS_PER_MINUTE,
    logLevel: env.OPENPOUCH_LOG,
    masterKey: env.OPENPOUCH_MASTER_KEY,
    federation: env.OPENPOUCH_FEDERATION,
    demonstration: (env.OPENPOUCH_DEMONSTRATION ?? (isOnlyHere(env) ? 'yes' : 'no')) === 'yes',
    batchIntervalMs: env.OPENPOUCH_BATCH_INTERVAL_MS,
    batchSize: env.OPENPOUCH_BATCH_SIZE,
    mail: { smtpUrl: env.OPENPOUCH_SMTP_URL, from: env.OPENPOUCH_MAIL_FROM },
    webhooksAnywhere: env.OPENPOUCH_WEBHOOKS === 'anywhere',
    databaseUrl: env.DATABASE_URL,
    chain:
      env.CHAIN_RPC_URL !== undefined && env.CHAIN_PRIVATE_KEY !== undefined
        ? {
            rpcUrl: env.CHAIN_RPC_URL,
            publicRpcUrl: env.CHAIN_PUBLIC_RPC_URL ?? env.CHAIN_RPC_URL,
            privateKey: env.CHAIN_PRIVATE_KEY,
            confirmations: env.CHAIN_CONFIRMATIONS,
          }
        : undefined,
    ipfsApiUrl: env.IPFS_API_URL,
    clamd: env.OPENPOUCH_CLAMD,
  };
}

/** Providers of chains give each customer an address with a key in its path, its query or before its host. */
function maySecretsBeIn(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.href !== `${url.origin}/`;
}

/** Set by us for the chain's own process, never for the server. */
const ELSEWHERE = new Set(['OPENPOUCH_CHAIN_ID', 'OPENPOUCH_CHAIN_KEY']);

/** Everything embedded, and nobody reaches it from outside: the only place where a password that all know does no harm. */
function isOnlyHere(env: z.output<typeof environmentSchema>): boolean {
  const { HOST, DATABASE_URL, CHAIN_RPC_URL, IPFS_API_URL, OPENPOUCH_PUBLIC_URL } = env;
  const isLoopback = HOST === 'localhost' || HOST === '::1' || HOST.startsWith('127.');
  return (
    isLoopback &&
    [DATABASE_URL, CHAIN_RPC_URL, IPFS_API_URL, OPENPOUCH_PUBLIC_URL].every((it) => it === undefined)
  );
}
