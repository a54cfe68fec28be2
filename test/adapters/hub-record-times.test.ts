import { describe, expect, test } from 'vitest';
import { interviews } from '../../adapters/hub-records/interviews.ts';
import { formatNamed, issuesOf, readWith, recordOf } from '../support/hub-records.ts';

describe('when it was', () => {
  test.for([
    ['2015-10-22T10:00:00Z', '2015-10-22T10:00:00Z'],
    ['2015-10-22T10:00:00+01:00', '2015-10-22T09:00:00Z'],
    ['2015-10-22 10:00', '2015-10-22T09:00:00Z'],
    ['2015-10-22', null],
    ['Thursday', null],
  ] as const)('%j as a time is %j: a day alone is never midnight', ([heldAt, expected]) => {
    expect(recordOf(interviews, { heldAt })).toMatchObject({ body: { heldAt: expected } });
  });

  test.for([
    ['interviews', 'heldAt', '2015-10-24T09:00:00Z', true],
    ['interviews', 'heldAt', '2015-10-23T08:00:00Z', false],
    ['interviews', 'scheduledAt', '2015-10-24T09:00:00Z', false],
    ['investigations', 'lockedUntil', '2015-11-20T17:00:00Z', false],
    ['investigations', 'endedOn', '2015-10-24', true],
    ['plans', 'endedOn', '2015-12-18', false],
    ['strategy-meetings', 'minutesSentOn', '2015-10-24', true],
  ] as const)('%s: %s of %s, read on 23 October, is too late: %s', ([plural, field, value, isLate]) => {
    const { body, issues } = recordOf(formatNamed(plural), { [field]: value });
    expect(issues).toEqual(isLate ? [`${plural}.future ${field}`] : []);
    expect(body).toMatchObject({ [field]: value });
  });

  test.for([
    ['plans', 'startedOn', '2015-06-01', 'endedOn', '2015-05-31', '2015-06-01'],
    ['risk-indicators', 'identifiedOn', '2015-06-01', 'endedOn', '2015-05-31', '2015-06-01'],
    ['notices', 'sentAt', '2015-10-20T08:05:00Z', 'acknowledgedAt', '2015-10-20T08:04:59Z', '2015-10-20T08:05:00Z'],
    ['escalations', 'raisedAt', '2015-10-21T23:30:00Z', 'resolvedOn', '2015-10-21', '2015-10-22'],
    ['case-notes', 'happenedAt', '2015-10-21T13:30:00Z', 'recordedAt', '2015-10-21T13:29:00Z', '2015-10-21T13:30:00Z'],
  ] as const)('%s: of %s %s, %s %s is reported and %s is not', ([plural, start, from, end, before, after]) => {
    expect(recordOf(formatNamed(plural), { [start]: from, [end]: before }).issues).toEqual([
      `${plural}.end-before-start ${end}`,
    ]);
    expect(recordOf(formatNamed(plural), { [start]: from, [end]: after }).issues).toEqual([]);
  });

  test.for([
    ['2015-10-22T12:00:00Z', '2015-10-22T12:00:00Z', []],
    ['2015-10-24T12:00:00Z', null, ['interviews.future statedAt']],
    ['lately', null, ['interviews.value statedAt']],
    [null, null, []],
  ] as const)('said at %j counts as said at %j: nobody speaks from the future', ([said, statedAt, issues]) => {
    const record = readWith(interviews, { statedAt: said });
    expect([record.facts.map((fact) => fact.statedAt), issuesOf(record)]).toEqual([[statedAt, statedAt], issues]);
  });
});
