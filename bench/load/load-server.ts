import { readViewer } from '../../src/domain/viewer.ts';
import { authenticator } from '../../src/server/authenticate.ts';
import { newBudget } from '../../src/server/cost/budget.ts';
import { denialWatch } from '../../src/server/denials.ts';
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
/** At 300 requests a second each asks as often as a busy case system: 12 times. */
const persons = 25;

const grantOf = (person: number) => ({
  role: 'social-worker',
  organisation: benchOrganisation,
  purpose: 'SAFEGUARD_PLAN',
  person: `bench-worker-${person}`,
});

const anybody = readViewer(grantOf(0));
if (!anybody.ok) throw new Error(anybody.reason);

// The hub with every control as production has it, or with those left out that can be: token, budget, the viewer's
// context of each statement, ledger, log. Masks, document limits and row-level security cannot be.
serveAssignment(async ({ url, folder, variant }) => {
  const isOn = variant === 'on';
  const pools = await openPools({ url });
  const clock = domainClock({ systemNow });
  const log = openLog({ level: isOn ? 'info' : 'silent' });
  const parts = { pools, key: '07'.repeat(32), clock, systemNow, version: 'bench', useCases: writesNothing };
  const serving = hubServing(parts);
  const bare = { ledger: { record: async () => undefined }, readOnce: readBare(url, grantOf(0)) };
  const deps = isOn ? serving.deps : { ...serving.deps, ...bare };
  const issuer = await openDevelopmentIssuer({ folder, url: 'http://localhost/issuer', audience, systemNow });
  const app = await buildServer<RequestScope>({
    schema: serving.schema,
    plugins: [plannedExecution(deps, isOn ? denialWatch({ log, systemNow }) : undefined)],
    stringifyResult: serving.stringifyResult,
    contextFor: ({ viewer, requestId }) => newRequestScope(deps, viewer, requestId),
    log,
    production: true,
    ...(isOn && { spending: { budget: newBudget(costs), systemNow } }),
    authenticate: isOn
      ? authenticator(rulesOf(issuer, systemNow))
      : async () => ({ kind: 'viewer', viewer: anybody.viewer }),
    readiness: async () => ({ ok: true }),
  });
  const { port } = await listen(app, { host: '127.0.0.1', port: 0 });
  const tokens = await Promise.all(Array.from({ length: persons }, (_, person) => issuer.mint(grantOf(person))));
  return { port, authorizations: tokens.map((token) => `Bearer ${token}`) };
});
