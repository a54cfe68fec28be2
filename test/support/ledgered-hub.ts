import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { relationshipBits } from '../../src/domain/projection.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { buildServer } from '../../src/server/http.ts';
import { openLog } from '../../src/server/log.ts';
import type { RequestScope } from '../../src/server/request-scope.ts';
import { hubServing } from '../../src/server/serving.ts';
import type { Pools } from '../../src/store/pools.ts';
import { writesNothing } from './executors.ts';

/** Stands in every answer that shows something of a child, and nowhere else. */
export const canary = 'Zephyrine';

const organisation = 'E08000017';
const knownFrom = '2026-01-05T10:00:00.000001Z';

/** A child whom the authority looks after, and nothing else known of them but a name. */
export const addChild = async (pool: Pool, id: string): Promise<void> => {
  await pool.query(`insert into subject values ($1, $2, 's', $1::uuid::text)`, [id, organisation]);
  await pool.query('insert into child values ($1, $1)', [id]);
  await pool.query(
    `insert into child_view (child_id, known_from, flags, absences, provenance, conflicts, given_names)
     values ($1, $2, 0, '{}', '[]', '[]', $3)`,
    [id, knownFrom, canary],
  );
  await pool.query(
    `insert into reach (organisation, person, child_id, bits, until, reason) values ($1, '', $2, $3, 'infinity', 'x')`,
    [organisation, id, relationshipBits.RESPONSIBLE],
  );
};

const worker: Viewer = {
  ...{ person: 'worker-1', organisation, role: 'social-worker' },
  purpose: 'SAFEGUARD_PLAN',
};

const quiet = new Writable({ write: (_chunk, _encoding, done) => done() });

/** The hub's own server over a database; whoever sends any token at all is its worker. */
export const ledgeredHub = async (pools: Pools): Promise<FastifyInstance> => {
  const systemNow = () => Date.now();
  const clock = { now: () => new Date(systemNow()).toISOString() };
  const serving = hubServing({
    ...{ pools, key: '07'.repeat(32), clock, systemNow, version: 'test' },
    useCases: writesNothing,
  });
  return buildServer<RequestScope>({
    ...{ schema: serving.schema, plugins: serving.plugins, stringifyResult: serving.stringifyResult },
    contextFor: serving.contextFor,
    log: openLog({ level: 'error', destination: quiet }),
    production: true,
    authenticate: async ({ authorization }) =>
      authorization === undefined ? { kind: 'anonymous' } : { kind: 'viewer', viewer: worker },
    readiness: async () => ({ ok: true }),
  });
};
