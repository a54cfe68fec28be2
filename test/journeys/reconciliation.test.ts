import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { reconcileAll } from '../../src/app/reconcile/reconcile-all.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type AskedHub, openAskedHub } from '../support/asked-hub.ts';
import { csvFile, policeFile, policeMessage } from '../support/police-file.ts';

const viewer = (role: Viewer['role'], organisation: string, purpose: Viewer['purpose'], person: string): Viewer => ({
  ...{ role, organisation, purpose, person },
});
const socialWorker = viewer('social-worker', 'E08000017', 'SAFEGUARD_PLAN', 'worker-1');
const auditor = viewer('auditor', 'DSCP', 'AUDIT_PSEUDONYMISED', 'auditor-1');
const officer = viewer('data-protection-officer', 'DSCP', 'SUBJECT_ACCESS', 'dpo-1');
const neighbour = viewer('social-worker', 'E08000018', 'SAFEGUARD_PLAN', 'worker-2');
const coordinator = viewer('police-missing-coordinator', '14', 'SAFEGUARD_PLAN', 'officer-1');

const upn = 'M371000015001';
const kayleigh = { personRef: 'SYP-P-1', givenName: 'Kayleigh', familyName: 'Marsden', dateOfBirth: '2001-03-14', upn };

/** A report with its return, as the force sends the two. */
const report = (n: number, from: string, to: string, sections: object = {}) => [
  policeMessage(n, { circumstances: { lastSeen: { at: from } }, risk: { category: 'MISSING' }, ...sections }),
  policeMessage(n, {
    ...sections,
    message: { notificationId: `SYP-N-${n}-R`, messageType: 'RETURNED', sentAt: to },
    return: { returnedAt: to },
  }),
];

const document = `query($from: Date!, $to: Date!, $authority: String!, $first: PageSize) {
  reconciliation(from: $from, to: $to, authority: $authority, first: $first) {
    policeAccounts authorityAccounts agreed hasMore reasons { side reason count }
    discrepancies { childId side organisation reference category startedOn endedOn reason days counterpartStartedOn
      absences { field reason } } } }`;
const shown = z.object({
  reconciliation: z
    .object({
      ...{ policeAccounts: z.number(), authorityAccounts: z.number(), agreed: z.number(), hasMore: z.boolean() },
      reasons: z.array(z.object({ side: z.string(), reason: z.string(), count: z.number() })),
      discrepancies: z.array(
        z.looseObject({
          ...{ childId: z.string().nullable(), side: z.string(), reference: z.string().nullable(), reason: z.string() },
          ...{ startedOn: z.string().nullable(), days: z.number().nullable() },
        }),
      ),
    })
    .nullable(),
});
const year = { from: '2015-04-01', to: '2016-04-01', authority: 'E08000017' };

describe('what police, the 903 return and the SSD tell of the same absences', () => {
  let hub: AskedHub;
  beforeAll(async () => {
    hub = await openAskedHub('2016-02-01T09:00:00.000Z');
    const messages = [
      ...report(1, '2015-10-19T19:30:00+01:00', '2015-10-20T01:15:00+01:00', { child: kayleigh }),
      ...report(2, '2015-11-02T20:00:00Z', '2015-11-03T08:00:00Z', { child: kayleigh }),
      ...report(3, '2015-12-20T20:00:00Z', '2015-12-21T08:00:00Z', { child: kayleigh }),
      ...report(4, '2015-06-01T20:00:00+01:00', '2015-06-02T08:00:00+01:00', { care: { status: 'CIN' } }),
    ];
    await hub.send('police', '14', policeFile(messages));
    await hub.send('social-care', 'E08000017', csvFile('CHILD,SEX,DOB,ETHNIC,UPN', `A1,2,14/03/2001,WBRI,${upn}`));
    const return903 = csvFile(
      'CHILD,DOB,MISSING,MIS_START,MIS_END',
      'A1,14/03/2001,M,19/10/2015,20/10/2015',
      'A1,14/03/2001,M,02/11/2015,05/11/2015',
      'A1,14/03/2001,A,10/01/2016,11/01/2016',
    );
    expect(await hub.send('social-care', 'E08000017', return903)).toMatchObject({ stored: 3 });
    await hub.send(
      'social-care',
      'E08000017',
      csvFile('pers_person_id,pers_forename,pers_surname,pers_dob,pers_upn', `P1,Kayleigh,Marsden,2001-03-14,${upn}`),
    );
    const ssd = csvFile(
      'miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,miss_missing_episode_end_date',
      'M1,P1,2015-10-19 19:40:00,Missing,2015-10-20 01:20:00',
    );
    expect(await hub.send('social-care', 'E08000017', ssd)).toMatchObject({ stored: 1 });
  });
  afterAll(() => hub.close());

  const compare = async (who: Viewer, more: object = {}) =>
    shown.parse(await hub.ask(who, document, { ...year, ...more })).reconciliation;

  test('the authority is told which agree, which differ and by how much, and which only one side has', async () => {
    const found = await compare(socialWorker);
    expect(found).toMatchObject({ policeAccounts: 4, authorityAccounts: 4, agreed: 1, hasMore: false });
    expect(found?.discrepancies.map(({ side, startedOn, reason, days }) => [side, startedOn, reason, days])).toEqual([
      ['POLICE', '2015-06-01', 'NOT_IN_903_BECAUSE_NOT_LOOKED_AFTER', null],
      ['AUTHORITY', '2015-11-02', 'DIFFERS_BY_DAYS', 2],
      ['POLICE', '2015-11-02', 'DIFFERS_BY_DAYS', 2],
      ['POLICE', '2015-12-20', 'NO_COUNTERPART', null],
      ['AUTHORITY', '2016-01-10', 'ABSENT_CATEGORY', null],
    ]);
    expect(found?.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect(found?.discrepancies.map(({ reference }) => reference)).toContain('SYP-M-3');
  });

  test('an auditor of the partnership is told the same under pseudonyms, without the force’s numbers', async () => {
    const [mine, own] = [await compare(auditor), await compare(socialWorker)];
    expect(mine?.reasons).toEqual(own?.reasons);
    expect(mine?.discrepancies.map(({ reference }) => reference)).toEqual([null, null, null, null, null]);
    const ids = new Set(own?.discrepancies.map(({ childId }) => childId));
    expect(mine?.discrepancies.some(({ childId }) => ids.has(childId))).toBe(false);
  });

  test.each([
    ['another authority', neighbour],
    ['a force', coordinator],
    ['a data protection officer', officer],
  ])('%s is told nothing', async (_who, who) => {
    expect(await compare(who)).toBeNull();
  });

  test('a list is cut and says so, and each account listed is in the ledger', async () => {
    const rows = async () =>
      (
        await hub.database.pools.owner.query<{ n: number }>(
          `select coalesce(sum(jsonb_array_length(touched)), 0)::int n from ledger_entry where person = 'worker-9'`,
        )
      ).rows[0]?.n;
    const found = await compare({ ...socialWorker, person: 'worker-9' }, { first: 2 });
    expect(found).toMatchObject({ hasMore: true, agreed: 1 });
    expect(found?.discrepancies).toHaveLength(2);
    expect(await rows()).toBeGreaterThan(0);
  });

  test.each([
    ['a period that ends before it begins', { from: '2016-04-01', to: '2015-04-01' }],
    ['a period of many years', { from: '2000-04-01', to: '2016-04-01' }],
  ])('%s is refused', async (_what, period) => {
    await expect(compare(socialWorker, period)).rejects.toThrow('to:');
    expect(await compare(socialWorker)).not.toBeNull();
  });

  test('whoever runs the hub counts the same', async () => {
    const [own] = await reconcileAll(hub.deps, ['E08000017'], year);
    expect(own).toMatchObject({ accounts: { police: 4, authority: 4 }, agreed: 1 });
    expect(own?.discrepancies).toHaveLength(5);
  });
});
