import { authenticator } from '../../src/server/authenticate.ts';
import { domainClock } from '../../src/server/domain-clock.ts';
import { buildServer } from '../../src/server/http.ts';
import { openDevelopmentIssuer, rulesOf } from '../../src/server/issuer/issuer.ts';
import { listen } from '../../src/server/listen.ts';
import { openLog } from '../../src/server/log.ts';
import { plannedExecution } from '../../src/server/planned-execution.ts';
import { newRequestScope, type RequestScope } from '../../src/server/request-scope.ts';
import { hubServing } from '../../src/server/serving.ts';
import { openPools } from '../../src/store/pools.ts';
import type { ReadOnce } from '../../src/store/single-read.ts';
import { writesNothing } from '../../test/support/executors.ts';
import { serveAssignment } from '../support/contender.ts';
import { benchOrganisation } from '../support/fill.ts';
import { openPool } from '../support/open-pool.ts';

const systemNow = () => Date.now();
const audience = 'urn:homeward:bench';

const grant = {
  role: 'social-worker',
  organisation: benchOrganisation,
  purpose: 'SAFEGUARD_PLAN',
  person: 'bench-worker',
};

/**
 * The statement alone, in no transaction: for measuring what the transaction costs. Row-level security stands all the
 * same; its connections are told once who the one viewer is.
 */
const readBare = (url: string): ReadOnce => {
  const { organisation, person, role } = grant;
  const viewer = { 'homeward.organisation': organisation, 'homeward.person': person, 'homeward.role': role };
  const pool = openPool(url, { role: 'homeward_read', ...viewer });
  return async (_viewer, { text, values, name }) =>
    (await pool.query({ text, values: [...values], ...(name === undefined ? {} : { name }) })).rows;
};

// The hub as it is served: token, limits, masks, transaction, ledger and log; `bare` leaves out ledger and transaction.
serveAssignment(async ({ url, folder, variant }) => {
  const pools = await openPools({ url });
  const clock = domainClock({ systemNow });
  const key = '07'.repeat(32);
  const serving = hubServing({ pools, key, clock, systemNow, version: 'bench', useCases: writesNothing });
  const deps =
    variant === 'bare'
      ? { ...serving.deps, ledger: { record: async () => undefined }, readOnce: readBare(url) }
      : serving.deps;
  const issuer = await openDevelopmentIssuer({ folder, url: 'http://localhost/issuer', audience, systemNow });
  const app = await buildServer<RequestScope>({
    schema: serving.schema,
    plugins: [plannedExecution(deps)],
    stringifyResult: serving.stringifyResult,
    contextFor: ({ viewer, requestId }) => newRequestScope(deps, viewer, requestId),
    log: openLog({ level: 'info' }),
    production: true,
    authenticate: authenticator(rulesOf(issuer, systemNow)),
    readiness: async () => ({ ok: true }),
  });
  const { port } = await listen(app, { host: '127.0.0.1', port: 0 });
  return { port, authorization: `Bearer ${await issuer.mint(grant)}` };
});
