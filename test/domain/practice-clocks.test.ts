import { describe, expect, test } from 'vitest';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { type CaseEpisode, type CaseRecord, type ChildCase, caseWith } from '../../src/domain/practice/child-case.ts';
import { judgeHours, judgeWorkingDays, workingDayAfter } from '../../src/domain/practice/clocks.ts';
import { criterionOf } from '../../src/domain/practice/criterion.ts';
import { packAt } from '../../src/domain/practice/policy-packs.ts';
import { hasReached, returnInterviewOf } from '../../src/domain/practice/return-interview.ts';
import { judgeTriggers, type Trigger } from '../../src/domain/practice/triggers.ts';
import type { Outcome } from '../../src/domain/practice/verdict.ts';

const minutesFrom = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();
const daysFrom = (day: string, days: number): string => minutesFrom(`${day}T00:00:00Z`, days * 1440).slice(0, 10);

// Each return and the end of its 72 hours, both worked out by hand from the wall clock in England.
const returns: readonly (readonly [words: string, back: string, due: string])[] = [
  ['Thursday 22 October 2015 20:00 BST, due Sunday 19:00 GMT', '2015-10-22T19:00:00Z', '2015-10-25T19:00:00Z'],
  [
    'Thursday 22 October 2015 02:30 BST, due Sunday 01:30 GMT, the second',
    '2015-10-22T01:30:00Z',
    '2015-10-25T01:30:00Z',
  ],
  [
    'Thursday 22 October 2015 01:30 BST, due Sunday 01:30 BST, the first',
    '2015-10-22T00:30:00Z',
    '2015-10-25T00:30:00Z',
  ],
  ['Saturday 24 October 2015 23:59 BST, due Tuesday 22:59 GMT', '2015-10-24T22:59:00Z', '2015-10-27T22:59:00Z'],
  ['Sunday 25 October 2015 01:59 BST, a minute before the change', '2015-10-25T00:59:00Z', '2015-10-28T00:59:00Z'],
  ['Sunday 25 October 2015 01:00 GMT, the minute of the change', '2015-10-25T01:00:00Z', '2015-10-28T01:00:00Z'],
  ['Friday 25 March 2016 01:30 GMT, Good Friday, due Monday 02:30 BST', '2016-03-25T01:30:00Z', '2016-03-28T01:30:00Z'],
  ['Thursday 24 March 2016 20:00 GMT, due Easter Sunday 21:00 BST', '2016-03-24T20:00:00Z', '2016-03-27T20:00:00Z'],
  ['Sunday 27 March 2016 00:59 GMT, a minute before the change', '2016-03-27T00:59:00Z', '2016-03-30T00:59:00Z'],
  ['Friday 3 April 2015 10:00 BST, Good Friday, due Easter Monday', '2015-04-03T09:00:00Z', '2015-04-06T09:00:00Z'],
  ['Thursday 26 February 2015 12:00, no leap day between', '2015-02-26T12:00:00Z', '2015-03-01T12:00:00Z'],
  ['Friday 26 February 2016 12:00, due on the leap day', '2016-02-26T12:00:00Z', '2016-02-29T12:00:00Z'],
  ['Sunday 28 February 2016 12:00, over the leap day', '2016-02-28T12:00:00Z', '2016-03-02T12:00:00Z'],
  ['Thursday 24 December 2015 18:00, over Christmas', '2015-12-24T18:00:00Z', '2015-12-27T18:00:00Z'],
  ['Wednesday 30 December 2015 23:30, over the year', '2015-12-30T23:30:00Z', '2016-01-02T23:30:00Z'],
  ['Friday 28 August 2015 17:00 BST, over a bank holiday weekend', '2015-08-28T16:00:00Z', '2015-08-31T16:00:00Z'],
  ['Monday 19 October 2015 09:00 BST, an ordinary week', '2015-10-19T08:00:00Z', '2015-10-22T08:00:00Z'],
  ['with microseconds', '2015-10-19T08:00:00.000000Z', '2015-10-22T08:00:00Z'],
  ['written with an offset', '2015-10-22T20:00:00+01:00', '2015-10-25T19:00:00Z'],
  ['Wednesday 1 June 2022 15:00 BST, over the jubilee', '2022-06-01T14:00:00Z', '2022-06-04T14:00:00Z'],
];
const hourCases = returns.flatMap(([words, back, due]) =>
  (
    [
      ['at once', back, 'MET', 0],
      ['a minute before', minutesFrom(due, -1), 'MET', 0],
      ['on the minute', due, 'MET', 0],
      ['a minute after', minutesFrom(due, 1), 'UNMET', 0],
      ['an hour after', minutesFrom(due, 60), 'UNMET', 0],
      ['a day before', minutesFrom(due, -1440), 'MET', 0],
      ['a week after', minutesFrom(due, 10_080), 'UNMET', 0],
      ['not yet, a minute before', null, 'OPEN', -1],
      ['not yet, on the minute', null, 'OPEN', 0],
      ['not yet, a minute after', null, 'UNMET', 1],
    ] as const
  ).map(([when, done, outcome, late]) => ({
    words: `${words}: ${when}`,
    back,
    done,
    outcome,
    now: minutesFrom(due, late),
    due,
  })),
);

describe('72 hours from the return', () => {
  test.for(hourCases)('$words', ({ back, done, outcome, now, due }) => {
    const verdict = judgeHours({ startedAt: back, doneAt: done, hours: 72, now, what: 'it was held' });
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.flipsAt).toBe(outcome === 'OPEN' ? new Date(due).toISOString() : undefined);
  });

  test.for(['2015-10-25T12:00:00Z', null])('are not told from days (done %s)', (done) => {
    const clock = { startedAt: null, doneAt: done, hours: 72, now: '2016-01-01T00:00:00Z', what: 'it was held' };
    expect(judgeHours(clock).outcome).toBe('UNKNOWN');
  });
});

// Day 0, working days, and the last day, worked out by hand on the calendar of England and Wales.
const deadlines: readonly (readonly [words: string, day0: string, days: number, due: string])[] = [
  ['from a Thursday', '2015-10-22', 5, '2015-10-29'],
  ['from a Friday', '2015-10-16', 5, '2015-10-23'],
  ['from a Saturday', '2015-10-17', 5, '2015-10-23'],
  ['from a Sunday', '2015-10-18', 5, '2015-10-23'],
  ['from a Monday', '2015-10-19', 5, '2015-10-26'],
  ['over the end of summer time', '2015-10-23', 1, '2015-10-26'],
  ['one working day, from a Monday', '2015-10-19', 1, '2015-10-20'],
  ['one working day, from a Friday', '2015-10-16', 1, '2015-10-19'],
  ['two working days, from a Thursday', '2015-10-22', 2, '2015-10-26'],
  ['ten working days', '2015-10-22', 10, '2015-11-05'],
  ['over Easter 2015', '2015-04-02', 1, '2015-04-07'],
  ['five over Easter 2015', '2015-04-01', 5, '2015-04-10'],
  ['from Good Friday itself', '2015-04-03', 1, '2015-04-07'],
  ['from Easter Monday', '2015-04-06', 1, '2015-04-07'],
  ['over Easter 2016 and the start of summer time', '2016-03-24', 1, '2016-03-29'],
  ['five over Easter 2016', '2016-03-24', 5, '2016-04-04'],
  ['onto a leap day', '2016-02-26', 1, '2016-02-29'],
  ['over a leap day', '2016-02-26', 2, '2016-03-01'],
  ['over the end of February without a leap day', '2015-02-27', 1, '2015-03-02'],
  ['over Christmas 2015 with its substitute day', '2015-12-24', 2, '2015-12-30'],
  ['five over Christmas and New Year', '2015-12-24', 5, '2016-01-05'],
  ['over New Year', '2015-12-31', 1, '2016-01-04'],
  ['over two May bank holidays', '2015-05-01', 1, '2015-05-05'],
  ['over the spring bank holiday', '2015-05-22', 5, '2015-06-01'],
  ['over the August bank holiday', '2015-08-27', 2, '2015-09-01'],
  ['over the jubilee of 2022', '2022-06-01', 1, '2022-06-06'],
  ['over the funeral of 2022', '2022-09-16', 1, '2022-09-20'],
  ['over the coronation of 2023', '2023-05-05', 1, '2023-05-09'],
];
const dayCases = deadlines.flatMap(([words, day0, days, due]) =>
  (
    [
      ['done on day 0', day0, due, 'MET'],
      ['done on the last day', due, due, 'MET'],
      ['done a day late', daysFrom(due, 1), due, 'UNMET'],
      ['not done on the last day', null, due, 'OPEN'],
      ['not done the day after', null, daysFrom(due, 1), 'UNMET'],
    ] as const
  ).map(([when, done, today, outcome]) => ({ words: `${words}: ${when}`, day0, days, due, done, today, outcome })),
);

describe('working days', () => {
  test.for(dayCases)('$words', ({ day0, days, done, today, outcome }) => {
    const now = `${today}T12:00:00Z`;
    const clock = { startedOn: day0, doneOn: done, days, now, what: 'it was held', calendar: { closedOn: [] } };
    expect(judgeWorkingDays(clock).outcome).toBe(outcome);
  });

  test('end with the day in England: in summer an hour before midnight UTC', () => {
    const on = (startedOn: string, now: string) =>
      judgeWorkingDays({ startedOn, doneOn: null, days: 1, now, what: 'it was held', calendar: { closedOn: [] } });
    expect(on('2015-07-01', '2015-07-02T22:59:59Z')).toMatchObject({
      outcome: 'OPEN',
      flipsAt: '2015-07-02T22:59:59.999Z',
    });
    expect(on('2015-07-01', '2015-07-02T23:00:00Z').outcome).toBe('UNMET');
    expect(on('2015-12-01', '2015-12-02T23:30:00Z')).toMatchObject({
      outcome: 'OPEN',
      flipsAt: '2015-12-02T23:59:59.999Z',
    });
  });

  test('leave out the days an authority is closed', () => {
    expect(workingDayAfter('2015-12-24', 1, { closedOn: ['2015-12-29', '2015-12-30'] })).toBe('2015-12-31');
  });
});

describe('birthdays', () => {
  test.for([
    ['2001-10-20', 18, '2019-10-19', false],
    ['2001-10-20', 18, '2019-10-20', true],
    ['2004-02-29', 18, '2022-02-28', false],
    ['2004-02-29', 18, '2022-03-01', true],
    ['2004-02-29', 16, '2020-02-28', false],
    ['2004-02-29', 16, '2020-02-29', true],
    ['2000-02-29', 13, '2013-03-01', true],
  ] as const)('born %s, %i on %s: %s', ([born, years, day, reached]) => {
    expect(hasReached({ earliest: born, latest: born }, years, day)).toBe(reached);
  });

  test('are left open where only the year is known', () => {
    const year = { earliest: '1997-01-01', latest: '1997-12-31' };
    expect([
      hasReached(year, 18, '2014-12-31'),
      hasReached(year, 18, '2015-06-01'),
      hasReached(year, 18, '2015-12-31'),
    ]).toEqual([false, null, true]);
    expect(hasReached(null, 18, '2015-06-01')).toBeNull();
  });
});

const absence = (id: string, more: Partial<CaseEpisode> = {}): CaseEpisode => ({
  ...{ id, status: 'ENDED', category: 'MISSING', startedOn: '2015-10-16', startedAt: '2015-10-16T19:00:00Z' },
  ...{ endedOn: '2015-10-17', endedAt: '2015-10-17T01:00:00Z', reportedAt: '2015-10-16T20:00:00Z' },
  ...{ returnedAt: '2015-10-17T01:00:00Z', riskGrade: 'LOW', harm: [], reasons: [] },
  ...{ preventionInterviewDone: null, preventionInterviewAt: null },
  ...more,
});
const again = absence('e2', {
  ...{
    startedOn: '2015-10-18',
    startedAt: '2015-10-18T19:00:00Z',
    endedOn: '2015-10-19',
    endedAt: '2015-10-19T01:00:00Z',
  },
  returnedAt: '2015-10-19T01:00:00Z',
});
const interview = (about: readonly string[], more: Partial<RecordBody['interview']>): CaseRecord<'interview'> => ({
  ...{ id: `i-${about.join()}`, organisation: 'E08000017', receivedAt: '2015-10-20T00:00:00Z', about },
  body: bodyWith('interview', { sourceEpisodes: [], ...more }),
});

describe('missing again before the interview', () => {
  const first = absence('e1');
  const of = (episodes: readonly CaseEpisode[], interviews: readonly CaseRecord<'interview'>[], index: number) => {
    const child = caseWith({ episodes }, { interview: interviews });
    return returnInterviewOf(episodes[index] ?? first, child, 72);
  };

  test('the first clock is kept and marked', () => {
    expect(of([first, again], [], 0)).toMatchObject({
      state: 'SUPERSEDED_MISSING_AGAIN',
      backAt: '2015-10-17T01:00:00Z',
      isHeld: false,
    });
    expect(of([first, again], [], 1).state).toBe('NOT_YET_OFFERED');
  });

  test('one later interview answers both, each on its own clock', () => {
    const one = interview(['e1', 'e2'], { status: 'COMPLETED', heldAt: '2015-10-21T01:00:00Z' });
    const judge = (index: number): Outcome => {
      const { backAt, heldAt } = of([first, again], [one], index);
      return judgeHours({
        startedAt: backAt,
        doneAt: heldAt,
        hours: 72,
        now: '2015-10-30T00:00:00Z',
        what: 'it was held',
      }).outcome;
    };
    expect([judge(0), judge(1)]).toEqual(['UNMET', 'MET']);
    expect(of([first, again], [one], 0).state).toBe('COMPLETED');
  });

  test('an interview held before the child went again leaves the clock as it was', () => {
    const before = interview(['e1'], { status: 'COMPLETED', heldAt: '2015-10-18T09:00:00Z' });
    expect(of([first, again], [before], 0)).toMatchObject({ state: 'COMPLETED', heldAt: '2015-10-18T09:00:00Z' });
  });

  test('going again after the 72 hours supersedes nothing', () => {
    const late = { ...again, startedAt: '2015-10-20T01:00:01Z', startedOn: '2015-10-20' };
    expect(of([first, late], [], 0).state).toBe('NOT_YET_OFFERED');
    expect(of([first, { ...late, startedAt: '2015-10-20T01:00:00Z' }], [], 0).state).toBe('SUPERSEDED_MISSING_AGAIN');
  });

  test('an interview about an earlier absence does not count for a later one it could not know of', () => {
    const early = interview(['e1', 'e2'], { status: 'COMPLETED', heldAt: '2015-10-18T09:00:00Z' });
    expect(of([first, again], [early], 1).isHeld).toBe(false);
  });
});

interface TriggerCase {
  readonly words: string;
  readonly trigger: Trigger;
  readonly outcome: Outcome;
  readonly child: ChildCase;
  readonly now?: string;
}

const started = (id: string, day: string, more: Partial<CaseEpisode> = {}): CaseEpisode =>
  absence(id, { startedOn: day, startedAt: `${day}T19:00:00Z`, endedOn: day, endedAt: `${day}T22:00:00Z`, ...more });
const repeats = (
  words: string,
  days: readonly string[],
  outcome: Outcome,
  more: Partial<CaseEpisode> = {},
): TriggerCase => ({
  ...{ words, trigger: 'T2', outcome },
  child: caseWith({
    episodes: days.map((day, index) => started(`e${index}`, day, index === days.length - 1 ? {} : more)),
  }),
});
const lasting = (words: string, more: Partial<CaseEpisode>, outcome: Outcome, now?: string): TriggerCase => ({
  ...{ words, trigger: 'T3', outcome, child: caseWith({ episodes: [absence('e', more)] }) },
  ...(now === undefined ? {} : { now }),
});
const ofChild = (
  words: string,
  trigger: Trigger,
  outcome: Outcome,
  child: Partial<ChildCase>,
  more: Partial<CaseEpisode> = {},
  records: Parameters<typeof caseWith>[1] = {},
): TriggerCase => ({ words, trigger, outcome, child: caseWith({ episodes: [absence('e', more)], ...child }, records) });
const dated = { startedAt: null, endedAt: null, returnedAt: null };
const open = { status: 'OPEN' as const, endedOn: null, endedAt: null, returnedAt: null };
const born = (day: string) => ({ birth: { earliest: day, latest: day } });
const indicator = (more: Partial<RecordBody['risk-indicator']>): CaseRecord<'risk-indicator'> => ({
  ...{ id: 'r', organisation: 'E08000017', receivedAt: '2015-10-01T00:00:00Z', about: [] },
  body: bodyWith('risk-indicator', { factor: '24A', present: true, ...more }),
});
const placed = (startedOn: string, endedOn: string | null): CaseRecord<'placement'> => ({
  ...{ id: 'p', organisation: 'E08000017', receivedAt: '2015-10-01T00:00:00Z', about: [] },
  body: bodyWith('placement', { startedOn, endedOn }),
});
const meeting = (triggers: readonly Trigger[]): CaseRecord<'strategy-meeting'> => ({
  ...{ id: 'm', organisation: 'E08000017', receivedAt: '2015-10-20T00:00:00Z', about: ['e'] },
  body: bodyWith('strategy-meeting', {
    sourceEpisodes: [],
    triggers: [...triggers],
    criterionMetAt: '2015-10-16T20:00:00Z',
  }),
});
const check = (harm: RecordBody['prevention-interview']['harm']): CaseRecord<'prevention-interview'> => ({
  ...{ id: 'c', organisation: '14', receivedAt: '2015-10-17T09:00:00Z', about: ['e'] },
  body: bodyWith('prevention-interview', { sourceEpisodes: [], done: true, harm }),
});

const triggerCases: readonly TriggerCase[] = [
  repeats('a single absence', ['2015-10-16'], 'UNMET'),
  repeats('two in a week', ['2015-10-10', '2015-10-16'], 'UNMET'),
  repeats('three in a week', ['2015-10-10', '2015-10-13', '2015-10-16'], 'MET'),
  repeats('three of which the first began 29 days ago', ['2015-09-17', '2015-10-01', '2015-10-16'], 'MET'),
  repeats('three of which the first began 30 days ago', ['2015-09-16', '2015-10-01', '2015-10-16'], 'UNMET'),
  repeats('three on one day', ['2015-10-16', '2015-10-16', '2015-10-16'], 'MET'),
  repeats('over a leap day: 29 days ago', ['2016-02-15', '2016-02-29', '2016-03-15'], 'MET'),
  repeats('over a leap day: 30 days ago', ['2016-02-14', '2016-02-29', '2016-03-15'], 'UNMET'),
  repeats('over the end of summer time', ['2015-09-27', '2015-10-25', '2015-10-26'], 'MET'),
  repeats('two of three withdrawn', ['2015-10-10', '2015-10-13', '2015-10-16'], 'UNMET', { status: 'CANCELLED' }),
  repeats('two of three police absences', ['2015-10-10', '2015-10-13', '2015-10-16'], 'UNMET', {
    category: 'POLICE_ABSENT',
  }),
  repeats('away without authorisation counts', ['2015-10-10', '2015-10-13', '2015-10-16'], 'MET', {
    category: 'AWAY_WITHOUT_AUTHORISATION',
  }),
  repeats('known by days alone', ['2015-10-10', '2015-10-13', '2015-10-16'], 'MET', dated),
  lasting('six hours', {}, 'UNMET'),
  lasting('24 hours to the minute', { endedAt: '2015-10-17T19:00:00Z' }, 'UNMET'),
  lasting('a minute more', { endedAt: '2015-10-17T19:01:00Z' }, 'MET'),
  lasting(
    'Saturday 20:00 BST to Sunday 19:30 GMT at the end of summer time',
    {
      startedOn: '2015-10-24',
      startedAt: '2015-10-24T19:00:00Z',
      endedOn: '2015-10-25',
      endedAt: '2015-10-25T19:30:00Z',
    },
    'MET',
  ),
  lasting(
    'Saturday 20:00 GMT to Sunday 20:30 BST at its start',
    {
      startedOn: '2016-03-26',
      startedAt: '2016-03-26T20:00:00Z',
      endedOn: '2016-03-27',
      endedAt: '2016-03-27T19:30:00Z',
    },
    'UNMET',
  ),
  lasting('one day by the 903 return', { ...dated, endedOn: '2015-10-16' }, 'UNMET'),
  lasting(
    'one day of 25 hours by the 903 return',
    { ...dated, startedOn: '2015-10-25', endedOn: '2015-10-25' },
    'UNKNOWN',
  ),
  lasting(
    'one day of 23 hours by the 903 return',
    { ...dated, startedOn: '2016-03-27', endedOn: '2016-03-27' },
    'UNMET',
  ),
  lasting('two days by the 903 return', { ...dated, endedOn: '2015-10-17' }, 'UNKNOWN'),
  lasting('three days by the 903 return', { ...dated, endedOn: '2015-10-18' }, 'MET'),
  lasting(
    'three days around one of 23 hours by the 903 return',
    { ...dated, startedOn: '2016-03-26', endedOn: '2016-03-28' },
    'UNKNOWN',
  ),
  lasting(
    'three days around one of 25 hours by the 903 return',
    { ...dated, startedOn: '2015-10-24', endedOn: '2015-10-26' },
    'MET',
  ),
  lasting('begun at a time, ended on a day two days on', { endedAt: null, endedOn: '2015-10-18' }, 'MET'),
  lasting('begun at a time, ended on the next day', { endedAt: null }, 'UNKNOWN'),
  lasting('still away after a day', open, 'MET', '2015-10-17T19:00:01Z'),
  lasting('still away, a day to the second', open, 'OPEN', '2015-10-17T19:00:00Z'),
  lasting(
    'still away since a day nobody timed, after one',
    { ...open, startedAt: null },
    'UNKNOWN',
    '2015-10-17T12:00:00Z',
  ),
  lasting(
    'still away since a day nobody timed, after two',
    { ...open, startedAt: null },
    'MET',
    '2015-10-18T12:00:00Z',
  ),
  lasting('still away since a day nobody timed, on it', { ...open, startedAt: null }, 'OPEN', '2015-10-16T20:00:00Z'),
  lasting('no start at all', { startedAt: null, startedOn: null }, 'UNKNOWN'),
  lasting('ended, and nobody says when', { endedAt: null, endedOn: null }, 'UNKNOWN'),
  ofChild('exploitation assessed as emerging', 'T4', 'MET', { sexualExploitation: 'EMERGING' }),
  ofChild('as moderate', 'T4', 'MET', { sexualExploitation: 'MODERATE' }),
  ofChild('as significant', 'T4', 'MET', { sexualExploitation: 'SIGNIFICANT' }),
  ofChild('assessed as none', 'T4', 'UNMET', { sexualExploitation: 'NONE' }),
  ofChild('not answered', 'T4', 'UNKNOWN', {}),
  ofChild('answered as not known', 'T4', 'UNKNOWN', { sexualExploitation: 'NOT_KNOWN' }),
  ofChild('carries for others', 'T4', 'MET', {
    sexualExploitation: 'NONE',
    criminalExploitation: 'Carries for others',
  }),
  ofChild('a criminal field that says no', 'T4', 'UNMET', {
    sexualExploitation: 'NONE',
    criminalExploitation: 'None known',
  }),
  ofChild('referred as trafficked', 'T4', 'MET', { trafficking: 'Referred' }),
  ...(['11A', '12A', '13A', '24A'] as const).map((factor) =>
    ofChild(`factor ${factor}`, 'T4', 'MET', {}, {}, { 'risk-indicator': [indicator({ factor })] }),
  ),
  ofChild('factor 10A alone', 'T4', 'UNKNOWN', {}, {}, { 'risk-indicator': [indicator({ factor: '10A' })] }),
  ofChild(
    'a factor looked for and not found',
    'T4',
    'UNKNOWN',
    {},
    {},
    { 'risk-indicator': [indicator({ present: false })] },
  ),
  ofChild(
    'a factor that ended before',
    'T4',
    'UNKNOWN',
    {},
    {},
    { 'risk-indicator': [indicator({ endedOn: '2015-10-01' })] },
  ),
  ofChild(
    'a factor seen only later',
    'T4',
    'UNKNOWN',
    {},
    {},
    { 'risk-indicator': [indicator({ identifiedOn: '2015-11-01' })] },
  ),
  ...(['LOW', 'MEDIUM', 'NO_APPARENT_RISK', 'VERY_LOW', 'ABSENT_2013'] as const).map((riskGrade) =>
    ofChild(`graded ${riskGrade}`, 'T5', 'UNMET', {}, { riskGrade }),
  ),
  ofChild('graded high', 'T5', 'MET', {}, { riskGrade: 'HIGH' }),
  ofChild('never graded', 'T5', 'UNKNOWN', {}, { riskGrade: null }),
  ofChild('graded high first and lowered later', 'T5', 'MET', {
    notifications: [{ id: 'n', about: ['e'], complete: false, gaps: [], riskGrade: 'HIGH', harm: [] }],
  }),
  ofChild('at home', 'T6', 'UNMET', { careStatus: 'HOME' }),
  ofChild('nobody says in whose care', 'T6', 'UNKNOWN', {}),
  ofChild('looked after, fourteen, an evening', 'T6', 'UNMET', { careStatus: 'LAC', ...born('2001-04-09') }),
  ofChild(
    'looked after, fourteen, two nights',
    'T6',
    'MET',
    { careStatus: 'LAC', ...born('2001-04-09') },
    { endedAt: '2015-10-18T09:00:00Z' },
  ),
  ofChild('looked after, twelve, an evening', 'T6', 'MET', { careStatus: 'LAC', ...born('2002-10-17') }),
  ofChild('looked after, thirteen on the day', 'T6', 'UNMET', { careStatus: 'LAC', ...born('2002-10-16') }),
  ofChild('on a protection plan, twelve', 'T6', 'MET', { careStatus: 'CP_PLAN', ...born('2003-01-01') }),
  ofChild('in need, twelve', 'T6', 'UNMET', { careStatus: 'CIN', ...born('2003-01-01') }),
  ofChild('looked after, age unknown, an evening', 'T6', 'UNKNOWN', { careStatus: 'LAC' }),
  ofChild(
    'looked after, age unknown, two nights',
    'T6',
    'MET',
    { careStatus: 'LAC' },
    { endedAt: '2015-10-18T09:00:00Z' },
  ),
  ofChild(
    'placed that day by the 903 return',
    'T6',
    'MET',
    { careStatus: 'HOME', ...born('2003-01-01') },
    {},
    { placement: [placed('2015-10-16', null)] },
  ),
  ofChild(
    'placement over before',
    'T6',
    'UNMET',
    { careStatus: 'HOME', ...born('2003-01-01') },
    {},
    { placement: [placed('2015-01-01', '2015-10-15')] },
  ),
  ofChild('harm told to the officer', 'T7', 'MET', {}, {}, { 'prevention-interview': [check(['PHYSICAL'])] }),
  ofChild(
    'asked by the officer, none told',
    'T7',
    'UNMET',
    {},
    {},
    { 'prevention-interview': [check(['NONE_DISCLOSED'])] },
  ),
  ofChild('the officer did not ask', 'T7', 'UNKNOWN', {}, {}, { 'prevention-interview': [check(['NOT_EXPLORED'])] }),
  ofChild(
    'harm told in the interview',
    'T7',
    'MET',
    {},
    {},
    { interview: [interview(['e'], { status: 'COMPLETED', harm: ['SEXUAL'] })] },
  ),
  ofChild('nothing recorded', 'T7', 'UNKNOWN', {}),
  ofChild('still missing', 'T7', 'NOT_APPLICABLE', {}, open),
  ofChild('harm in the police record', 'T7', 'MET', {}, { harm: ['ROUGH_SLEEP'] }),
  ofChild('suspected harm recorded', 'T1', 'MET', {}, {}, { 'strategy-meeting': [meeting(['T1'])] }),
  ofChild('suspected harm not recorded', 'T1', 'UNKNOWN', {}),
  ofChild('a request recorded', 'T8', 'MET', {}, {}, { 'strategy-meeting': [meeting(['T8'])] }),
  ofChild('another trigger recorded', 'T8', 'UNKNOWN', {}, {}, { 'strategy-meeting': [meeting(['T4'])] }),
];

describe('the criteria of a strategy meeting', () => {
  test.for(triggerCases)('$trigger, $words: $outcome', ({ trigger, outcome, child, now = '2015-11-30T09:00:00Z' }) => {
    const last = child.episodes.at(-1);
    if (!last) throw new Error('no absence');
    const verdicts = judgeTriggers(last, child, { pack: packAt(null, '2015-10-16'), now });
    expect(verdicts.find((one) => one.trigger === trigger)?.outcome).toBe(outcome);
  });

  test('one suffices, and its earliest day begins the clock', () => {
    const child = caseWith({
      episodes: [absence('e', { riskGrade: 'HIGH' })],
      sexualExploitation: 'NONE',
      careStatus: 'HOME',
    });
    const verdicts = judgeTriggers(child.episodes[0] ?? absence('e'), child, {
      pack: packAt(null, '2015-10-16'),
      now: '2015-10-23T09:00:00Z',
    });
    expect(criterionOf(verdicts)).toEqual({ outcome: 'MET', triggers: ['T5'], metOn: '2015-10-16' });
  });

  test('none is met only where all that can be read says no', () => {
    const quiet = absence('e', { harm: ['NONE_DISCLOSED'] });
    const child = caseWith({ episodes: [quiet], sexualExploitation: 'NONE', careStatus: 'HOME' });
    const terms = { pack: packAt(null, '2015-10-16'), now: '2015-10-23T09:00:00Z' };
    expect(criterionOf(judgeTriggers(quiet, child, terms)).outcome).toBe('UNMET');
    const silent = caseWith({ episodes: [quiet], careStatus: 'HOME' });
    expect(criterionOf(judgeTriggers(quiet, silent, terms)).outcome).toBe('UNKNOWN');
  });

  test('more than four hundred cases stand in these tables', () => {
    expect(hourCases.length + dayCases.length + triggerCases.length).toBeGreaterThan(400);
  });
});
