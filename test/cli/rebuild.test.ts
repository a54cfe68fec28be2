import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { policeFile, policeMessage } from '../support/police-file.ts';

let hub: CommandLine;
beforeAll(async () => {
  hub = await openCommandLine();
  const path = await hub.write('new.json', policeFile([policeMessage(1), policeMessage(2)]));
  await hub.json(['ingest', 'police', path, '--organisation', '14']);
});
afterAll(() => hub.close());

test('a projection that is not what its facts give is found by --verify, and put right without it', async () => {
  expect(await hub.json(['rebuild', '--verify'])).toEqual({ children: 2, differences: [] });
  await hub.database.pools.owner.query(`update child_view set family_name = 'Somebody else'
    where child_id = (select min(child_id::text)::uuid from child_view)`);
  const difference = { child: expect.any(String), table: 'child_view', what: expect.any(String) };
  const found = await hub.run(['rebuild', '--verify', '--json']);
  expect(found.code).toBe(1);
  expect(JSON.parse(found.stdout)).toEqual({ children: 2, differences: [difference] });
  expect(found.stdout).not.toContain('Somebody else');
  expect(await hub.run(['rebuild'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^2 children derived again: 1 difference, put right\n/),
  });
  expect(await hub.json(['rebuild', '--verify'])).toEqual({ children: 2, differences: [] });
});
