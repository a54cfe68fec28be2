import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';

let hub: CommandLine;
beforeAll(async () => {
  hub = await openCommandLine({ demo: true });
});
afterAll(() => hub.close());

const members = async () =>
  (
    await hub.database.pools.owner.query(
      `select subject_id, child_id from membership where known_to = 'infinity' order by 1`,
    )
  ).rows;

test('everything held is linked anew, and nobody is another child than before', async () => {
  const before = await members();
  // The demo was linked with another key than this hub has.
  const first = await hub.json(['link', 'run']);
  expect(first).toMatchObject({ edgesChanged: 0, placedAnew: 0, alarming: [] });
  expect(await members()).toEqual(before);
  expect(await hub.json(['link', 'run', '--dry-run'])).toMatchObject({
    ...{ keysRenewed: 0, edgesChanged: 0, placedAnew: 0, skippedBlocks: 0 },
  });
});

test('a dry run says what would be done, and does nothing', async () => {
  await hub.database.pools.owner.query('delete from link_key');
  const told = await hub.run(['link', 'run', '--dry-run']);
  expect(told.stdout).toMatch(
    /^\d+ records of \d+ children by model 2026\.1: [\d,]+ pairs compared\nkeys of \d+ records would be renewed/,
  );
  const { rows } = await hub.database.pools.owner.query('select 1 from link_key');
  expect(rows).toEqual([]);
});
