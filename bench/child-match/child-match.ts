import { z } from 'zod';
import { adapters } from '../../adapters/index.ts';
import { buildHubSchema } from '../../schema/index.ts';
import { bindUseCases } from '../../src/app/use-cases.ts';
import { childMatch } from '../../src/domain/access.ts';
import { hoursAfter } from '../../src/domain/instants.ts';
import { restrictionBits } from '../../src/domain/projection.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { hubServing } from '../../src/server/serving.ts';
import { ingestDeps } from '../../test/support/ingest-hub-deps.ts';
import { newRandom } from '../../test/support/random.ts';
import { serveAnswers } from '../../test/support/served-answers.ts';
import type { Bench, BenchOptions } from '../bench.ts';
import { fill, someChildren } from '../support/fill.ts';
import { median, medianRatio } from '../support/median.ts';
import { table } from '../support/table.ts';
import { startThrowAwayDatabase, type ThrowAwayDatabase } from '../support/throw-away-database.ts';

/** ★ How far the times of two answers may lie apart before they tell one from the other. */
const target = { share: 0.02, milliseconds: 0.2 } as const;
const turnsASecond = 10;

const asker: Viewer = {
  ...{ role: 'health-clinician', organisation: 'RP5', purpose: 'DIRECT_CARE', person: 'nurse-1' },
};
/** What is asked for: nobody, nobody again to see how much chance does, a child, a restricted one, one’s own kin. */
const kinds = ['nobody', 'nobody else', 'match', 'restricted', 'kin'] as const;
type Kind = (typeof kinds)[number];

const document = `mutation($input: ChildMatchInput!) { childMatch(input: $input) {
  ... on ChildMatch { outcome } ... on Refusal { code } } }`;
const answered = z.object({ data: z.object({ childMatch: z.object({ outcome: z.enum(['MATCH', 'NONE']) }) }) });

/** Children of each kind, spread evenly over the table, each with a name of its own. */
const arrange = async ({ pools }: ThrowAwayDatabase, children: number): Promise<ReadonlyMap<string, Kind>> => {
  const ids = await someChildren(pools.owner, children, 60);
  const placed = new Map(ids.map((id, at) => [id, kinds[at % kinds.length] ?? 'nobody']));
  const of = (kind: Kind) => ids.filter((id) => placed.get(id) === kind);
  const name = `update child_view set given_names = 'Given', family_name = 'Family ' || child_id, birth_on = '2010-02-03'
    where child_id = any($1)`;
  await pools.owner.query(name, [ids.filter((id) => !placed.get(id)?.startsWith('nobody'))]);
  const restrict = 'update child_view set flags = flags | $1 where child_id = any($2)';
  await pools.owner.query(restrict, [restrictionBits.RESTRICTED, of('restricted')]);
  const declare = `insert into reach (organisation, person, child_id, bits, until, reason)
    select $1, $2, id, $3, 'infinity', 'KIN_DECLARED' from unnest($4::uuid[]) id`;
  await pools.owner.query(declare, [asker.organisation, asker.person, restrictionBits.BLOCKED, of('kin')]);
  await pools.owner.query('vacuum analyze');
  return placed;
};

const serve = async ({ pools }: ThrowAwayDatabase) => {
  let asked = 0;
  // An hour's budget is used up and the next hour comes.
  const now = () => hoursAfter('2015-10-23T09:00:00.000Z', Math.floor(asked / (childMatch.perHour - 1)) * 2);
  const useCases = bindUseCases({ ...ingestDeps(pools, adapters), hubKey: Buffer.alloc(32, 7), exchange: undefined });
  const parts = {
    pools,
    key: '07'.repeat(32),
    clock: { now },
    systemNow: () => Date.now(),
    version: 'bench',
    useCases,
  };
  const hub = await serveAnswers(hubServing(parts).deps);
  const ask = async (id: string, kind: Kind): Promise<number> => {
    const input = { givenName: 'Given', familyName: `Family ${id}`, dateOfBirth: '2010-02-03' };
    const began = performance.now();
    const { text } = await hub.ask(asker, { text: document, variables: { input } });
    const took = performance.now() - began;
    asked += 1;
    const { outcome } = answered.parse(JSON.parse(text)).data.childMatch;
    if ((outcome === 'MATCH') !== (kind === 'match')) throw new Error(`${kind}: ${outcome}`);
    return took;
  };
  return { ask, close: () => hub.close() };
};

type Times = Readonly<Record<Kind, number[]>>;

/** Asks in turns, each for one of every kind in an order drawn by chance: what disturbs a turn disturbs all of it. */
const measure = async (database: ThrowAwayDatabase, options: BenchOptions): Promise<Times> => {
  const { children, rounds, seconds, onProgress } = options;
  await fill(database.pools.owner, buildHubSchema(), children);
  const placed = [...(await arrange(database, children))];
  const { ask, close } = await serve(database);
  const random = newRandom(1);
  const times: Times = { nobody: [], 'nobody else': [], match: [], restricted: [], kin: [] };
  const turns = Math.ceil(rounds * seconds * turnsASecond);
  const warmUp = 20;
  for (let turn = -warmUp; turn < turns; turn += 1) {
    const order = kinds.map((kind) => ({ kind, at: random.next() })).sort((a, b) => a.at - b.at);
    for (const { kind } of order) {
      const [id] = random.pick(placed.filter(([, of]) => of === kind));
      const took = await ask(id, kind);
      if (turn >= 0) times[kind].push(took);
    }
    if (turn > 0 && turn % 100 === 0) onProgress(`${turn} of ${turns} turns`);
  }
  await close();
  return times;
};

/** Whether the time of an answer of `childMatch` tells more than the answer. */
export const childMatchBench: Bench = {
  name: 'child-match',
  summary: 'whether how long childMatch takes tells a hidden child from none',
  run: async (options) => {
    const database = await startThrowAwayDatabase();
    try {
      const times = await measure(database, options);
      const base = median(times.nobody);
      const apart = (kind: Kind): number => medianRatio(times[kind], times.nobody);
      const isAlike = (kind: Kind): boolean =>
        Math.abs(apart(kind) - 1) <= Math.max(target.share, target.milliseconds / base);
      const rows = kinds.map((kind) => [
        ...[kind, String(times[kind].length), median(times[kind]).toFixed(2), apart(kind).toFixed(3)],
        isAlike(kind) ? 'yes' : 'no',
      ]);
      const words = `alike: within ${target.share * 100} % or ${target.milliseconds} ms of nobody, in the median turn.`;
      return {
        text: `${table(['asked for', 'calls', 'median ms', 'to nobody', 'alike'], rows)}\n\n${words}`,
        json: Object.fromEntries(kinds.map((kind) => [kind, { medianMs: median(times[kind]), ratio: apart(kind) }])),
      };
    } finally {
      await database.remove();
    }
  },
};
