import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';
import { policeFile, policeMessage } from '../support/police-file.ts';
import { typeCommand } from '../support/type-command.ts';

let hub: CommandLine;
beforeAll(async () => {
  hub = await openCommandLine();
  const messages = Array.from({ length: 9 }, (_, n) =>
    policeMessage(n + 1, { message: { unit: n === 0 ? '=Doncaster' : 'Doncaster' } }),
  );
  const path = await hub.write('new.json', policeFile(messages));
  await hub.json(['ingest', 'police', path, '--organisation', '14', '--received-at', '2015-10-19T21:10:00Z']);
}, 120_000);
afterAll(() => hub.close());

const week = ['completeness', '--from', '2015-10-16', '--to', '2015-10-22'];

describe('on a terminal', () => {
  test('says in words and bars what was left out, and ends with the command to type next', async () => {
    const { code, stdout } = await hub.run(week);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^9 notifications first received 2015-10-16 to 2015-10-22$/m);
    expect(stdout).toMatch(/^\* culture: +█{20} unanswered in 9 of 9; nobody asked$/m);
    expect(stdout).toMatch(/still incomplete/);
    const next = stdout.trimEnd().split('\n').at(-1) ?? '';
    expect(next).toMatch(/^ {2}npx homeward query '.*incompleteNotifications.*' --role auditor/);

    const [, document = ''] = /query '(.*)' --role/.exec(next) ?? [];
    const asked = [
      'query',
      document,
      '--role',
      'auditor',
      '--organisation',
      'DSCP',
      '--purpose',
      'AUDIT_PSEUDONYMISED',
    ];
    const { data } = z
      .object({ data: z.object({ incompleteNotifications: z.object({ nodes: z.array(z.unknown()) }) }) })
      .parse(await hub.json(asked));
    expect(data.incompleteNotifications.nodes).toHaveLength(9);
  });
});

test('as JSON it is the report, as CSV a row a group, with no cell a spreadsheet would run', async () => {
  expect(await hub.json([...week, '--by', 'force,field'])).toMatchObject({ by: ['FORCE', 'FIELD'], force: null });
  const { stdout } = await hub.run([...week, '--by', 'unit', '--csv']);
  const [head, ...rows] = stdout.trimEnd().split(/\r?\n/);
  expect(head).toMatch(/^force,authority,unit,week,month,notifications,firstComplete/);
  expect(rows.map((row) => row.slice(0, 22))).toEqual([",,'=Doncaster,,,1,0,0,", ',,Doncaster,,,8,0,0,8,']);
});

test('what may be published is the fixed table of a year that is over, small counts suppressed', async () => {
  const at = { sentAt: '2014-10-19T22:05:00+01:00', reportedAt: '2014-10-19T21:40:00+01:00' };
  const messages = Array.from({ length: 9 }, (_, n) => policeMessage(100 + n, { message: at }));
  const path = await hub.write('earlier.json', policeFile(messages));
  await hub.json(['ingest', 'police', path, '--organisation', '14', '--received-at', '2014-10-19T21:10:00Z']);
  const year = (of: number) => ['completeness', '--from', `${of}-01-01`, '--to', `${of}-12-31`, '--published'];
  const { stdout } = await hub.run(year(2014));
  expect(stdout).toMatch(/^month,field,force 14,all$/m);
  expect(stdout).toMatch(/^2014-10,culture,10,10$/m);
  expect(stdout).not.toMatch(/liveInvestigation|2015/);
  expect(await hub.run(year(2015))).toMatchObject({ code: 1, stderr: expect.stringContaining('not one that is over') });
  const { code, stderr } = await typeCommand([...week, '--published']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/whole year/);
});

test.for([
  [['--from', 'October', '--to', '2015-10-22'], /--from: is not a day/],
  [['--from', '2015-10-16', '--to', '2015-10-22', '--by', 'child'], /--by: is not a list of: force,authority/],
  [['--from', '2015-10-16'], /--to: is not a day/],
] as const)('%j is refused as a usage error that says what to mend', async ([words, why]) => {
  const { code, stderr } = await typeCommand(['completeness', ...words]);
  expect(code).toBe(2);
  expect(stderr).toMatch(why);
});

test('a period that ends before it begins, and a role that may not ask, are refused', async () => {
  const backwards = await hub.run(['completeness', '--from', '2015-10-22', '--to', '2015-10-16']);
  expect(backwards).toMatchObject({ code: 1, stderr: expect.stringContaining('lies before') });
  const nurse = ['--role', 'health-named-nurse', '--organisation', 'RP5', '--purpose', 'SAFEGUARD_PLAN'];
  expect(await hub.run([...week, ...nurse])).toMatchObject({ stderr: expect.stringContaining('may not know') });
});
