import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

test('without any setting the hub serves this machine alone, from the embedded database', () => {
  expect(readConfig({})).toEqual({
    databaseUrl: undefined,
    dataDir: '.homeward',
    host: '127.0.0.1',
    port: 4000,
    isProduction: false,
    key: undefined,
    issuer: undefined,
    hasDevelopmentIssuer: true,
    publicUrl: undefined,
    isProofRequired: false,
    logLevel: 'info',
    clock: undefined,
    witnessFile: '.homeward/ledger-witness.jsonl',
    trustedDocuments: undefined,
    trustedOnly: [],
    exchange: undefined,
    linkZones: 'usual',
  });
});

test('every wrong setting is named at once, and none is repeated back', () => {
  const env = { PORT: '99999', DATABASE_URL: 'mysql://secret', HOMEWARD_KEY: 'deadbeef', HOMEWARD_CLOCK: 'yesterday' };
  expect(() => readConfig(env)).toThrow(
    expect.objectContaining({
      code: 'INVALID_USAGE',
      message: expect.stringMatching(/DATABASE_URL [\s\S]*PORT [\s\S]*HOMEWARD_KEY [\s\S]*HOMEWARD_CLOCK /),
    }),
  );
  expect(() => readConfig(env)).not.toThrow(/secret|deadbeef/);
});

test('an empty setting is one that is not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
});

test('the command line says more than the environment', () => {
  expect(readConfig({ HOMEWARD_DATA_DIR: 'a' }).dataDir).toBe('a');
  expect(readConfig({ HOMEWARD_DATA_DIR: 'a' }, { dataDir: 'b' }).dataDir).toBe('b');
});

const issuer = {
  HOMEWARD_ISSUER: 'https://i.example',
  HOMEWARD_AUDIENCE: 'hub',
  HOMEWARD_JWKS_URL: 'https://i.example/k',
};

test.for([
  ['nothing else is set', {}, true],
  ['the database is given', { DATABASE_URL: 'postgres://localhost/a' }, false],
  ['an issuer is given', issuer, false],
  ['this is production', { NODE_ENV: 'production' }, false],
  ['this is production and it is named', { NODE_ENV: 'production', HOMEWARD_DEV_ISSUER: 'on' }, true],
  ['it is switched off', { HOMEWARD_DEV_ISSUER: 'off' }, false],
] as const)('when %s, whether the development issuer may start: %o', ([, env, expected]) => {
  expect(readConfig(env).hasDevelopmentIssuer).toBe(expected);
});

test.for([
  ['half an issuer', { HOMEWARD_ISSUER: 'https://i.example' }],
  [
    'proof of possession in production without the address it is for',
    { HOMEWARD_DPOP: 'required', NODE_ENV: 'production' },
  ],
  ['a word that is none', { HOMEWARD_DPOP: 'sometimes' }],
  ['a development issuer over a given database', { HOMEWARD_DEV_ISSUER: 'on', DATABASE_URL: 'postgres://localhost/a' }],
  ['trusted documents alone, of which there are none', { HOMEWARD_TRUSTED_ONLY: 'all' }],
  ['a role there is not', { HOMEWARD_TRUSTED_DOCUMENTS: 'd', HOMEWARD_TRUSTED_ONLY: 'auditor,plumber' }],
] as const)('%s is refused', ([, env]) => {
  expect(() => readConfig(env)).toThrow(expect.objectContaining({ code: 'INVALID_USAGE' }));
});

test('who may send trusted documents alone is a list of roles and organisations', () => {
  const env = { HOMEWARD_TRUSTED_DOCUMENTS: 'documents', HOMEWARD_TRUSTED_ONLY: 'auditor, RP5' };
  expect(readConfig(env)).toMatchObject({ trustedDocuments: 'documents', trustedOnly: ['auditor', 'RP5'] });
});

test('proof of possession is required in production for the address under which clients reach the hub', () => {
  const env = { HOMEWARD_DPOP: 'required', NODE_ENV: 'production', HOMEWARD_PUBLIC_URL: 'https://hub.example' };
  expect(readConfig(env)).toMatchObject({ isProofRequired: true, publicUrl: 'https://hub.example' });
});
