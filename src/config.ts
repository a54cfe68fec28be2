import { join } from 'node:path';
import { z } from 'zod';
import { InvalidUsage } from './cli/usage.ts';
import type { zoneThresholds } from './domain/matching.ts';
import { findOrganisation } from './domain/organisations.ts';
import { roles } from './domain/policy.ts';

/** Everything the hub is told from outside, read once and never changed. */
export interface Config {
  /** A PostgreSQL of one's own; without it the embedded one is used. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly isProduction: boolean;
  /** 32 bytes in hexadecimal; without it the key kept in the data folder is used. */
  readonly key: string | undefined;
  /** The partnership's own token issuer. */
  readonly issuer: { readonly url: string; readonly audience: string; readonly jwksUrl: string } | undefined;
  /** Whether the development issuer may start: with the embedded database, and in production only when named. */
  readonly hasDevelopmentIssuer: boolean;
  /** The address under which clients reach the hub; without it, this machine's own. */
  readonly publicUrl: string | undefined;
  /** Whether every token must come with a proof that its sender holds its key (DPoP). */
  readonly isProofRequired: boolean;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info';
  /** Where the domain clock stands at start; without it, it shows system time. */
  readonly clock: string | undefined;
  /** Where a witness's copy of the ledger's checkpoints is kept; best on another machine's disk. */
  readonly witnessFile: string;
  /** A folder or file of the documents the hub has agreed to answer. */
  readonly trustedDocuments: string | undefined;
  /** Roles and organisations that may send no others, or `all`. */
  readonly trustedOnly: readonly string[];
  /** A folder with the register of partner authorities and the hub’s own exchange keys; without it there is no exchange. */
  readonly exchange: string | undefined;
  /** By which zones of `domain/matching.ts` records are linked. */
  readonly linkZones: keyof typeof zoneThresholds;
}

/** What the command line says over the environment. */
export interface ConfigOptions {
  readonly dataDir?: string | undefined;
}

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' });
const webUrl = z.url({ protocol: /^https?$/, error: 'is not an http(s):// address' });
const key = z.string().regex(/^[0-9a-f]{64}$/i, 'is not 64 hexadecimal digits (32 bytes)');
const logLevel = z.enum(['silent', 'error', 'warn', 'info'], 'is none of silent, error, warn, info');
const onOrOff = z.enum(['on', 'off'], 'is neither on nor off');
const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port number')
  .transform(Number)
  .refine((number) => number <= 65_535, 'is not a port number');
const boundWords: readonly string[] = ['all', ...roles];
const bound = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim()))
  .refine(
    (words) => words.every((word) => boundWords.includes(word) || findOrganisation(word) !== undefined),
    'is neither all nor a list of roles and codes of organisations, with commas between them',
  );

const environment = z.object({
  DATABASE_URL: postgresUrl.optional(),
  HOMEWARD_DATA_DIR: z.string().default('.homeward'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4000),
  NODE_ENV: z.string().optional(),
  HOMEWARD_KEY: key.optional(),
  HOMEWARD_ISSUER: webUrl.optional(),
  HOMEWARD_AUDIENCE: z.string().optional(),
  HOMEWARD_JWKS_URL: webUrl.optional(),
  HOMEWARD_DEV_ISSUER: onOrOff.optional(),
  HOMEWARD_PUBLIC_URL: webUrl.optional(),
  HOMEWARD_DPOP: z.enum(['required', 'accepted'], 'is neither required nor accepted').default('accepted'),
  HOMEWARD_WITNESS_FILE: z.string().optional(),
  HOMEWARD_TRUSTED_DOCUMENTS: z.string().optional(),
  HOMEWARD_TRUSTED_ONLY: bound.default([]),
  HOMEWARD_EXCHANGE: z.string().optional(),
  HOMEWARD_LINKING: z.enum(['usual', 'go-live'], 'is neither usual nor go-live').default('usual'),
  LOG_LEVEL: logLevel.default('info'),
  HOMEWARD_CLOCK: z.iso.datetime({ offset: true, error: 'is not an instant such as 2015-10-23T09:00:00Z' }).optional(),
});
type Environment = z.output<typeof environment>;

function issuerOf({ HOMEWARD_ISSUER: url, HOMEWARD_AUDIENCE: audience, HOMEWARD_JWKS_URL: jwksUrl }: Environment) {
  return url && audience && jwksUrl ? { url, audience, jwksUrl } : undefined;
}

/** Problems that no variable has alone. */
function contradictions(env: Environment): readonly string[] {
  const parts = [env.HOMEWARD_ISSUER, env.HOMEWARD_AUDIENCE, env.HOMEWARD_JWKS_URL].filter(Boolean).length;
  const half = parts > 0 && parts < 3;
  const nowhere = env.HOMEWARD_DPOP === 'required' && env.NODE_ENV === 'production' && !env.HOMEWARD_PUBLIC_URL;
  const exposed = env.HOMEWARD_DEV_ISSUER === 'on' && env.DATABASE_URL !== undefined;
  const unbound = env.HOMEWARD_TRUSTED_ONLY.length > 0 && env.HOMEWARD_TRUSTED_DOCUMENTS === undefined;
  return [
    ...(half ? ['HOMEWARD_ISSUER, HOMEWARD_AUDIENCE and HOMEWARD_JWKS_URL are set together or not at all'] : []),
    ...(nowhere ? ['HOMEWARD_DPOP=required needs HOMEWARD_PUBLIC_URL: a proof names the address it is sent to'] : []),
    ...(exposed ? ['HOMEWARD_DEV_ISSUER is for the embedded database alone, and DATABASE_URL is set'] : []),
    ...(unbound ? ['HOMEWARD_TRUSTED_ONLY is set and HOMEWARD_TRUSTED_DOCUMENTS is not: nothing could be asked'] : []),
  ];
}

function mayIssue(env: Environment): boolean {
  if (env.DATABASE_URL !== undefined || env.HOMEWARD_DEV_ISSUER === 'off') return false;
  if (env.HOMEWARD_DEV_ISSUER === 'on') return true;
  return env.NODE_ENV !== 'production' && issuerOf(env) === undefined;
}

function problemsOf(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}

function unusable(problems: readonly string[]): InvalidUsage {
  return new InvalidUsage(`these settings cannot be used:\n  ${problems.join('\n  ')}`);
}

function parse(env: NodeJS.ProcessEnv): Environment {
  // `PORT= npm start` means the default, as it does everywhere.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw unusable(problemsOf(parsed.error));
  const problems = contradictions(parsed.data);
  if (problems.length > 0) throw unusable(problems);
  return parsed.data;
}

/** Reads the settings, or refuses them naming every problem at once. */
export function readConfig(env: NodeJS.ProcessEnv, options: ConfigOptions = {}): Config {
  const parsed = parse(env);
  const dataDir = options.dataDir ?? parsed.HOMEWARD_DATA_DIR;
  return Object.freeze({
    databaseUrl: parsed.DATABASE_URL,
    dataDir,
    host: parsed.HOST,
    port: parsed.PORT,
    isProduction: parsed.NODE_ENV === 'production',
    key: parsed.HOMEWARD_KEY?.toLowerCase(),
    issuer: issuerOf(parsed),
    hasDevelopmentIssuer: mayIssue(parsed),
    publicUrl: parsed.HOMEWARD_PUBLIC_URL,
    isProofRequired: parsed.HOMEWARD_DPOP === 'required',
    logLevel: parsed.LOG_LEVEL,
    clock: parsed.HOMEWARD_CLOCK,
    witnessFile: parsed.HOMEWARD_WITNESS_FILE ?? join(dataDir, 'ledger-witness.jsonl'),
    trustedDocuments: parsed.HOMEWARD_TRUSTED_DOCUMENTS,
    trustedOnly: parsed.HOMEWARD_TRUSTED_ONLY,
    exchange: parsed.HOMEWARD_EXCHANGE,
    linkZones: parsed.HOMEWARD_LINKING === 'go-live' ? 'goLive' : 'usual',
  });
}
