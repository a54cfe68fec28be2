import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dueForErasure,
  type RetainedRecord,
  type RetentionCircumstances,
  yearsAfter,
} from '../../src/domain/due-for-erasure.ts';
import { kinds, type RecordKind, recordKinds } from '../../src/domain/model/kinds.ts';
import {
  type RetentionOverride,
  type RetentionRow,
  type RetentionTerm,
  retentionRows,
  retentionTerms,
} from '../../src/domain/retention.ts';
import { rounds } from '../support/depth.ts';

const born = (day: string) => [{ earliest: day, latest: day, precision: 'DAY' as const }];

const child: RetentionCircumstances = {
  births: born('2001-04-09'),
  diedOn: null,
  isLookedAfter: false,
  protectionPlanEnds: [],
  authority: 'E08000017',
};
const lookedAfter = { ...child, isLookedAfter: true };
const record = (kind: RecordKind, more: Partial<RetainedRecord> = {}): RetainedRecord => ({
  ...{ kind, isPolice: false, on: '2015-10-20' },
  ...more,
});

const due = (who: RetentionCircumstances, what: RetainedRecord, today: string) =>
  dueForErasure({ child: who, record: what }, today).verdict;

describe('the table', () => {
  test('has a row for every kind of record, and no other', () => {
    expect(Object.keys(retentionRows).toSorted()).toEqual([...recordKinds].toSorted());
  });

  test.for(recordKinds)('%s has a term that concerns every child, and tells its day by fields it has', (kind) => {
    const { terms, day }: RetentionRow = retentionRows[kind];
    const first: readonly RetentionTerm[] = terms.map((name) => retentionTerms[name]);
    expect(first.some(({ appliesTo }) => appliesTo === 'EVERY_CHILD')).toBe(true);
    expect(day.filter((field) => !Object.keys(kinds[kind].shape).includes(field))).toEqual([]);
  });
});

const closed = { ...child, protectionPlanEnds: ['2010-01-31', '2016-03-01'] };

describe('a record is kept to a day and due on it', () => {
  test.for<readonly [string, RetentionCircumstances, RetainedRecord, string, string]>([
    ['a looked-after child’s, to the 75th birthday', lookedAfter, record('interview'), '2076-04-08', '2076-04-09'],
    ['another child’s, to the 30th', child, record('interview'), '2031-04-08', '2031-04-09'],
    ['a health record, to the 26th', child, record('health-finding'), '2027-04-08', '2027-04-09'],
    ['a looked-after child’s health record as well', lookedAfter, record('health-finding'), '2027-04-08', '2027-04-09'],
    ['a pupil’s, to the 25th', child, record('enrolment'), '2026-04-08', '2026-04-09'],
    ['a mark of attendance, six years', lookedAfter, record('attendance'), '2021-10-19', '2021-10-20'],
    ['a protection plan’s, 35 years after the last ended', closed, record('plan'), '2051-02-28', '2051-03-01'],
    [
      'a child’s who died at 14 in care, 15 years after the death',
      { ...lookedAfter, diedOn: '2015-11-02' },
      record('placement'),
      '2031-04-08',
      '2031-04-09',
    ],
    [
      'a child’s who died at 17 in care',
      { ...lookedAfter, diedOn: '2019-03-31' },
      record('placement'),
      '2034-03-30',
      '2034-03-31',
    ],
    [
      'one’s who died grown up, to what would have been the 75th birthday',
      { ...lookedAfter, diedOn: '2019-04-09' },
      record('placement'),
      '2076-04-08',
      '2076-04-09',
    ],
    [
      'one’s born on 29 February, to 1 March',
      { ...lookedAfter, births: born('2004-02-29') },
      record('placement'),
      '2079-02-28',
      '2079-03-01',
    ],
    [
      'one’s whose birth is known to the month, by its last day',
      { ...child, births: [{ earliest: '2001-04-01', latest: '2001-04-30', precision: 'MONTH' as const }] },
      record('impact'),
      '2031-04-29',
      '2031-04-30',
    ],
    [
      'one’s of whom sources disagree, by the later birth',
      { ...child, births: [...born('2001-04-09'), ...born('2003-01-01')] },
      record('impact'),
      '2032-12-31',
      '2033-01-01',
    ],
  ])('%s', ([_why, who, what, kept, dueFrom]) => {
    expect(due(who, what, kept)).toBe('KEPT');
    expect(due(who, what, dueFrom)).toBe('DUE');
  });
});

describe('a person decides', () => {
  test('where nobody knows when the child was born', () => {
    const unknown = { ...lookedAfter, births: [] };
    const verdict = dueForErasure({ child: unknown, record: record('case-note') }, '2199-01-01');
    expect(verdict).toMatchObject({ verdict: 'TO_DECIDE', why: 'BIRTH_UNKNOWN' });
    expect(due(lookedAfter, record('case-note'), '2199-01-01')).toBe('DUE');
  });

  test('where a protection plan has no end', () => {
    const open = { ...child, protectionPlanEnds: ['2010-01-31', null] };
    const verdict = dueForErasure({ child: open, record: record('plan') }, '2199-01-01');
    expect(verdict).toMatchObject({ verdict: 'TO_DECIDE', why: 'CLOSURE_UNKNOWN' });
    expect(due(closed, record('plan'), '2199-01-01')).toBe('DUE');
  });

  test('where the police sent the record: it is reviewed, never erased by itself', () => {
    const sent = record('notification', { isPolice: true });
    expect(dueForErasure({ child, record: sent }, '2199-01-01')).toEqual({
      ...{ verdict: 'TO_DECIDE', why: 'REVIEW', rule: 'police-review' },
    });
    expect(due(child, record('notification'), '2199-01-01')).toBe('DUE');
    expect(due(child, sent, '2031-04-08')).toBe('KEPT');
  });
});

describe('an authority’s own schedule', () => {
  const own = (term: RetentionOverride['term'], years: number): RetentionOverride => ({
    ...{ authority: 'E08000017', term, years, validFrom: '2020-01-01', validTo: '2040-01-01', source: 'its schedule' },
  });
  const judge = (who: RetentionCircumstances, override: RetentionOverride, today: string) =>
    dueForErasure({ child: who, record: record('impact'), overrides: [override] }, today).verdict;

  test('counts while it is valid, and only for its children', () => {
    expect(judge(child, own('child', 25), '2027-01-01')).toBe('DUE');
    expect(judge({ ...child, authority: 'E08000018' }, own('child', 25), '2027-01-01')).toBe('KEPT');
    expect(judge(child, { ...own('child', 25), validTo: '2027-01-01' }, '2027-01-01')).toBe('KEPT');
    expect(judge(child, { ...own('child', 25), validFrom: '2027-01-02' }, '2027-01-01')).toBe('KEPT');
    expect(judge(child, own('child', 40), '2035-01-01')).toBe('KEPT');
  });

  test('may lengthen what the law asks for and never shorten it', () => {
    const always = { validFrom: '2000-01-01', validTo: null };
    expect(judge(lookedAfter, { ...own('looked-after', 40), ...always }, '2050-01-01')).toBe('KEPT');
    expect(judge(lookedAfter, { ...own('looked-after', 100), ...always }, '2080-01-01')).toBe('KEPT');
  });
});

const day = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2150-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const circumstances = fc.record({
  births: fc.array(
    day.map((one) => ({ earliest: one, latest: one, precision: 'DAY' as const })),
    { maxLength: 3 },
  ),
  diedOn: fc.option(day),
  isLookedAfter: fc.boolean(),
  protectionPlanEnds: fc.array(fc.option(day), { maxLength: 3 }),
  authority: fc.constantFrom(null, 'E08000017'),
});
const records = fc.record({ kind: fc.constantFrom(...recordKinds), isPolice: fc.boolean(), on: day });

describe('whatever a child and a record are like', () => {
  const numRuns = rounds(300, 20_000);

  test('what is due stays due, and nothing is due before the day it says', () => {
    fc.assert(
      fc.property(circumstances, records, day, day, (who, what, a, b) => {
        const [sooner, later] = a < b ? [a, b] : [b, a];
        const now = dueForErasure({ child: who, record: what }, sooner);
        if (now.verdict !== 'DUE') return;
        expect(now.since <= sooner).toBe(true);
        expect(due(who, what, later)).toBe('DUE');
      }),
      { numRuns },
    );
  });

  test('without a date of birth, only what does not depend on it is erased', () => {
    fc.assert(
      fc.property(circumstances, records, day, (who, what, today) => {
        const verdict = due({ ...who, births: [] }, what, today);
        if (what.kind !== 'attendance') expect(verdict).not.toBe('DUE');
      }),
      { numRuns },
    );
  });

  test('more that concerns the child never makes a record due that was not', () => {
    fc.assert(
      fc.property(circumstances, records, day, (who, what, today) => {
        const less = { ...who, isLookedAfter: false, protectionPlanEnds: [] };
        if (due(who, what, today) === 'DUE') expect(due(less, { ...what, isPolice: false }, today)).toBe('DUE');
      }),
      { numRuns },
    );
  });

  test('so many years after a day never comes before as many calendar years', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 120 }), (from, years) => {
        const year = Number(from.slice(0, 4)) + years;
        expect(yearsAfter(from, years) >= `${year}${from.slice(4)}`).toBe(true);
        expect(yearsAfter(from, years) <= `${year}-12-31`).toBe(true);
      }),
      { numRuns },
    );
  });
});
