import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';

const samples = fileURLToPath(new URL('../../../shared/samples/csc/ssda903', import.meta.url));
const isHere = existsSync(samples);
const title = isHere ? '' : ' (skipped: the public samples are not in ../shared/samples)';

const tables = [
  'header.csv',
  'episodes.csv',
  'missing.csv',
  'reviews.csv',
  'uasc.csv',
  'oc2.csv',
  'oc3.csv',
  'ad1.csv',
];
const adoptions = ['placed_for_adoption.csv', 'placed_for_adoption_errors.csv', 'previous_permanence.csv'];
const words = (paths: readonly string[]) => ['ingest', 'social-care', ...paths, '--organisation', 'E08000017'];

let hub: CommandLine;
beforeAll(async () => {
  hub = await openCommandLine();
});
afterAll(() => hub.close());

test.skipIf(!isHere)(
  `the public 903 sample comes in whole, and again unchanged${title}`,
  { timeout: 60_000 },
  async () => {
    const first = await hub.json(words([samples]));
    expect(first).toMatchObject({
      unchanged: 0,
      retracted: 0,
      held: 0,
      records: { person: 2675, 'missing-episode': 43, placement: 5050 },
    });
    const again = await hub.json(words([...tables, ...adoptions].map((name) => join(samples, name))));
    expect(again).toEqual({
      ...{ received: 7776, stored: 0, unchanged: 7776, quarantined: 0, issues: 0, retracted: 0, held: 0 },
      records: {},
    });
    const { rows } = await hub.database.pools.owner.query(
      `select (select count(*)::int from child_view where known_to = 'infinity') children,
       (select count(*)::int from missing_episode where known_to = 'infinity') episodes`,
    );
    expect(rows).toEqual([{ children: 2675, episodes: 43 }]);
  },
);
