import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asked, type CommandLine, openCommandLine } from '../support/command-line.ts';
import { csvFile } from '../support/police-file.ts';

const socialWorker = { role: 'social-worker', organisation: 'E08000017', purpose: 'SAFEGUARD_PLAN' };
const absences =
  '{ children { nodes { id birthOn episodeCount episodes { startedOn endedOn absences { field reason } } } } }';
const missing = 'CHILD,DOB,MISSING,MIS_START,MIS_END';
const first = 'HW1001,12/03/2002,M,16/10/2015,17/10/2015';
const firstLonger = 'HW1001,12/03/2002,M,16/10/2015,18/10/2015';
const second = 'HW1002,30/06/2003,M,19/10/2015,20/10/2015';

let hub: CommandLine;
let received = 0;

/** Sends one version of the table, a day after the version before. */
const send = async (name: string, ...lines: readonly string[]): Promise<unknown> => {
  received += 1;
  const path = await hub.write(`${name}.csv`, csvFile(...lines));
  const at = `2015-10-2${received}T05:00:00Z`;
  return hub.json(['ingest', 'social-care', path, '--organisation', 'E08000017', '--received-at', at]);
};

const dates = async (): Promise<readonly unknown[]> => {
  const sql = `select ended_on ended from missing_episode e join fact f using (id) where f.key ~ 'HW1001'
    order by e.known_from`;
  return (await hub.database.pools.owner.query<{ ended: string }>(sql)).rows.map(({ ended }) => ended);
};

let before: Asked;
beforeAll(async () => {
  hub = await openCommandLine();
  await send('header', 'CHILD,SEX,DOB,ETHNIC,UPN', 'HW1001,2,12/03/2002,WBRI,', 'HW1002,1,30/06/2003,WBRI,');
  const spell = 'S,V2,N1,U6,PR1,,,,DN1 3HX,DN4 5AB,SC400001';
  const header = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN';
  await send('episodes', header, `HW1001,15/02/2015,${spell}`, `HW1002,15/02/2015,${spell}`);
});
afterAll(() => hub.close());

test('a row that changes and changes back has three versions', async () => {
  expect(await send('A', missing, first, second)).toMatchObject({ stored: 2, unchanged: 0 });
  expect(await send('B', missing, firstLonger, second)).toMatchObject({ stored: 1, unchanged: 1 });
  expect(await send('A', missing, first, second)).toMatchObject({ stored: 1, unchanged: 1, retracted: 0 });
  expect(await dates()).toEqual(['2015-10-17', '2015-10-18', '2015-10-17']);
  before = await hub.ask(socialWorker, absences);
  expect(before.data).toMatchObject({ children: { nodes: [{ episodeCount: 1 }, { episodeCount: 1 }] } });
});

test('a row gone from the snapshot is retracted', async () => {
  expect(await send('C', missing, first)).toMatchObject({ received: 1, unchanged: 1, retracted: 1, held: 0 });
  const { data } = await hub.ask(socialWorker, absences);
  const counts = expect.arrayContaining([
    expect.objectContaining({ episodeCount: 1 }),
    expect.objectContaining({ episodeCount: 0, episodes: [] }),
  ]);
  expect(data).toMatchObject({ children: { nodes: counts } });
});

test('asked as known before, the retracted row is still there, byte for byte', async () => {
  const knownAt = before.extensions?.knownAt ?? '';
  const then = await hub.ask(socialWorker, absences, ['--as-known-at', knownAt]);
  expect(then.dataText).not.toBe('');
  expect(then.dataText).toBe(before.dataText);
  expect(then.extensions?.knownAt).toBe(knownAt);
});

test('a root field that names its own known time keeps it, so two times in one question are refused', async () => {
  const knownAt = before.extensions?.knownAt ?? '';
  const own = `{ children(asKnownAt: "${knownAt}") { nodes { id } } episodes { nodes { id } } }`;
  const words = ['--role', 'social-worker', '--organisation', 'E08000017', '--purpose', 'SAFEGUARD_PLAN', '--json'];
  const same = await hub.run(['query', own, ...words, '--as-known-at', knownAt]);
  expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining('"data"') });
  const other = await hub.run(['query', own, ...words, '--as-known-at', '2015-10-21T05:00:00Z']);
  expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('one value for the whole operation') });
});
