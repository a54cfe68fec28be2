import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type AskedHub, openAskedHub } from '../support/asked-hub.ts';
import { type PoliceMessage, policeMessage } from '../support/police-file.ts';

const viewer = (role: Viewer['role'], organisation: string, purpose: Viewer['purpose']): Viewer => ({
  ...{ role, organisation, purpose, person: `${role}-1` },
});
const coordinator = viewer('police-missing-coordinator', '14', 'SAFEGUARD_PLAN');
const auditor = viewer('auditor', 'DSCP', 'AUDIT_PSEUDONYMISED');

const fileOf = (notifications: readonly PoliceMessage[], code = '14') => ({
  ...{ contract: 'police-misper', version: '1.0', force: { code }, notifications },
});
/** An UPDATE of the nth report, sent while its answers are still in time. */
const update = (n: number, child: object): PoliceMessage =>
  policeMessage(n, {
    message: { notificationId: `SYP-N-${n}-2`, messageType: 'UPDATE', sentAt: '2015-10-20T10:00:00+01:00' },
    child: { personRef: `SYP-P-${n}`, ...child },
  });

let hub: AskedHub;
beforeAll(async () => {
  hub = await openAskedHub('2015-10-20T09:00:00.000Z');
  const of = (n: number, unit: string) => policeMessage(n, { risk: { grade: 'HIGH' }, message: { unit } });
  const units = ['Doncaster', 'Doncaster', 'Doncaster', 'Rotherham', 'Rotherham'];
  await hub.send('police', '14', fileOf(units.map((unit, at) => of(at + 1, unit))));
  await hub.send('police', '16', fileOf([policeMessage(9, { risk: { grade: 'HIGH' } })], '16'));
}, 120_000);
afterAll(() => hub.close());

const stood = z.object({
  enrichmentRequests: z.object({
    nodes: z.array(
      z.object({
        forceReference: z.string(),
        field: z.string(),
        state: z.string(),
        answeredThrough: z.string().nullable(),
      }),
    ),
  }),
});
const religionOf = async (n: number) => {
  const document =
    '{ enrichmentRequests(first: 200, status: ANSWERED) { nodes { forceReference field state answeredThrough } } }';
  const { nodes } = stood.parse(await hub.ask(coordinator, document)).enrichmentRequests;
  return nodes.find(({ field, forceReference }) => field === 'religion' && forceReference === `SYP-M-${n}`);
};

describe('a reply through any door closes the question and says through which it came', () => {
  test('in a file of messages', async () => {
    await hub.send('police', '14', fileOf([update(4, { religion: 'NONE' })]));
    expect(await religionOf(4)).toMatchObject({ state: 'ANSWERED', answeredThrough: 'FILE' });
  });

  test('in a file of rows', async () => {
    const leaves = ['message.notificationId', 'message.forceRef', 'message.messageType', 'message.sentAt'];
    const row = ['SYP-N-5-2', 'SYP-M-5', 'UPDATE', '2015-10-20T10:00:00+01:00', 'SYP-P-5', 'NONE'];
    const csv = `${[...leaves, 'child.personRef', 'child.religion'].join(',')}\r\n${row.join(',')}\r\n`;
    await hub.send('police', '14', csv, 'reply.csv');
    expect(await religionOf(5)).toMatchObject({ state: 'ANSWERED', answeredThrough: 'FILE' });
  });

  test('as a message submitted by the force', async () => {
    const input = { message: update(1, { religion: 'NONE' }), idempotencyKey: 'an-update-of-report-1' };
    const answer = await hub.ask(
      coordinator,
      'mutation($input: NotificationSubmitInput!) { notificationSubmit(input: $input) { __typename ... on Refusal { message } } }',
      { input },
    );
    expect(answer).toMatchObject({ notificationSubmit: { __typename: 'NotificationSubmitted' } });
    expect(await religionOf(1)).toMatchObject({ state: 'ANSWERED', answeredThrough: 'SUBMISSION' });
  });
});

describe('the report of questions', () => {
  const group = z.object({
    ...{ force: z.string().nullable(), unit: z.string().nullable(), field: z.string().nullable() },
    ...{ asked: z.int(), answered: z.int(), inTime: z.int(), late: z.int(), open: z.int(), overdue: z.int() },
    ...{ incidentsNotInTime: z.int(), isRepeated: z.boolean(), medianHours: z.number().nullable() },
  });
  const report = async (who: Viewer, by: string, days = 'from: "2015-10-20", to: "2015-10-21"') => {
    const fields = Object.keys(group.shape).join(' ');
    const answer = await hub.ask(who, `{ enrichmentReport(${days}, by: [${by}]) { ${fields} } }`);
    return z.object({ enrichmentReport: z.array(group).nullable() }).parse(answer).enrichmentReport ?? [];
  };

  test('names who has to be asked again and again, by unit and field, those who owe most first', async () => {
    expect((await report(auditor, 'UNIT, FIELD')).some(({ isRepeated }) => isRepeated)).toBe(false);
    hub.setClock('2015-10-20T18:00:00.000Z');
    const rows = await report(auditor, 'FORCE, UNIT, FIELD');
    const of = (unit: string, field: string) => rows.find((row) => row.unit === unit && row.field === field);
    expect(of('Doncaster', 'culture')).toMatchObject({
      ...{ force: '14', asked: 3, answered: 0, open: 3, overdue: 3, incidentsNotInTime: 3, isRepeated: true },
    });
    expect(of('Doncaster', 'religion')).toMatchObject({ asked: 3, inTime: 1, overdue: 2, isRepeated: false });
    expect(of('Rotherham', 'culture')).toMatchObject({ asked: 2, overdue: 2, isRepeated: false });
    expect(rows.map(({ overdue }) => overdue)).toEqual(rows.map(({ overdue }) => overdue).toSorted((a, b) => b - a));
  });

  test('an answer that comes late is counted as late', async () => {
    await hub.send('police', '14', fileOf([update(3, { religion: 'NONE' })]));
    const rows = await report(auditor, 'UNIT, FIELD');
    expect(rows.find(({ unit, field }) => unit === 'Doncaster' && field === 'religion')).toMatchObject({
      ...{ answered: 2, inTime: 1, late: 1, overdue: 1, incidentsNotInTime: 2 },
    });
  });

  test('is of all forces for an auditor, of its own for a force, and nothing for others', async () => {
    expect((await report(auditor, 'FORCE')).map(({ force }) => force).toSorted()).toEqual(['14', '16']);
    const own = await report(coordinator, 'FORCE, FIELD');
    expect(own).toEqual((await report(auditor, 'FORCE, FIELD')).filter(({ force }) => force === '14'));
    const nurse = viewer('health-named-nurse', 'RP5', 'SAFEGUARD_PLAN');
    const days = 'from: "2015-10-20", to: "2015-10-21"';
    expect(await hub.ask(nurse, `{ enrichmentReport(${days}) { asked } }`)).toEqual({ enrichmentReport: null });
  });

  test('says nothing of police intelligence', async () => {
    const fields = (await report(auditor, 'FIELD')).map(({ field }) => field);
    expect(fields).not.toContain('liveInvestigation');
    expect(fields).toContain('culture');
  });

  test('counts the days it is asked for', async () => {
    expect(await report(auditor, '', 'from: "2015-10-19", to: "2015-10-20"')).toEqual([]);
    await expect(report(auditor, '', 'from: "2015-10-20", to: "2015-10-20"')).rejects.toThrow(/does not lie after/);
  });
});
