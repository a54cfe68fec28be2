import { authenticator } from '../../src/server/authenticate.ts';
import { newBudget } from '../../src/server/cost/budget.ts';
import { domainClock } from '../../src/server/domain-clock.ts';
import { buildServer } from '../../src/server/http.ts';
import { openDevelopmentIssuer, rulesOf } from '../../src/server/issuer/issuer.ts';
import { costs } from '../../src/server/limits/limits.ts';
import { listen } from '../../src/server/listen.ts';
import { openLog } from '../../src/server/log.ts';
import { plannedExecution } from '../../src/server/planned-execution.ts';
import { newRequestScope, type RequestScope } from '../../src/server/request-scope.ts';
import { hubServing } from '../../src/server/serving.ts';
import { openPools } from '../../src/store/pools.ts';
import { writesNothing } from '../../test/support/executors.ts';
import { serveAssignment } from '../support/contender.ts';
import { benchOrganisation } from '../support/fill.ts';
import { readBare } from '../support/read-bare.ts';

const systemNow = () => Date.now();
const audience = 'urn:homeward:bench';

const grant = {
  role: 'social-worker',
  organisation: benchOrganisation,
  purpose: 'SAFEGUARD_PLAN',
  person: 'bench-worker',
};

// The hub as it is served: token, limits, masks, transaction, ledger and log; `bare` leaves out ledger and transaction.
serveAssignment(async ({ url, folder, variant }) => {
  const pools = await openPools({ url });
  const clock = domainClock({ systemNow });
  const key = '07'.repeat(32);
  const serving = hubServing({ pools, key, clock, systemNow, version: 'bench', useCases: writesNothing });
  const deps =
    variant === 'bare'
      ? { ...serving.deps, ledger: { record: async () => undefined }, readOnce: readBare(url, grant) }
      : serving.deps;
  const issuer = await openDevelopmentIssuer({ folder, url: 'http://localhost/issuer', audience, systemNow });
  const app = await buildServer<RequestScope>({
    schema: serving.schema,
    plugins: [plannedExecution(deps)],
    stringifyResult: serving.stringifyResult,
    contextFor: ({ viewer, requestId }) => newRequestScope(deps, viewer, requestId),
    log: openLog({ level: 'info' }),
    production: true,
    // One worker asks for all children of the bench, and so has a purse that is counted and never empty.
    spending: { budget: newBudget({ ...costs, perMinute: Number.MAX_SAFE_INTEGER }), systemNow },
    authenticate: authenticator(rulesOf(issuer, systemNow)),
    readiness: async () => ({ ok: true }),
  });
  const { port } = await listen(app, { host: '127.0.0.1', port: 0 });
  return { port, authorization: `Bearer ${await issuer.mint(grant)}` };
});
