import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import { type CaseEpisode, type CaseRecords, type ChildCase, caseWith } from '../../src/domain/practice/child-case.ts';
import { packAt } from '../../src/domain/practice/policy-packs.ts';
import { returnInterviewOf } from '../../src/domain/practice/return-interview.ts';
import { judgeTriggers } from '../../src/domain/practice/triggers.ts';
import { findRule } from '../../src/domain/rules/index.ts';
import { rounds } from '../support/depth.ts';
import {
  dayOfMinute,
  expectedInterview,
  expectedMeeting,
  expectedState,
  expectedTold,
  expectedTriggers,
  type Timeline,
  type TimelineEpisode,
} from '../support/practice-oracle.ts';
import { newRandom, type Random } from '../support/random.ts';

const kept = new Holidays('GB', 'ENG');
const holidays = new Set(
  Array.from({ length: 17 }, (_, index) => 2013 + index).flatMap((year) =>
    kept
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000),
  ),
);

const minuteOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 60_000;
const instantOf = (minute: number): string => new Date(minute * 60_000).toISOString();
const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

// Changes of the clocks, Easter, leap days, Christmas, bank holidays; or any day of thirteen years.
const weeks = [
  '2015-10-22',
  '2016-03-24',
  '2015-04-01',
  '2016-02-25',
  '2015-12-22',
  '2022-06-01',
  '2024-02-27',
  '2020-10-23',
];

const episodeFrom = (random: Random, base: number): TimelineEpisode => {
  // Now and then whole days apart, so that thirty days are met to the day.
  const start = base + (random.chance(0.3) ? random.pick([28, 29, 30, 31]) * 1440 : random.below(12 * 1440));
  // Often near a day, so that limits are met to the minute.
  const length = random.chance(0.3) ? 1438 + random.below(5) : 5 + random.below(4 * 1440);
  const [isOpen, isTimedStart, isTimedEnd] = [random.chance(0.1), random.chance(0.85), random.chance(0.85)];
  const end = start + length;
  return {
    startedAt: isTimedStart ? start : null,
    startedOn: dayOfMinute(start),
    endedOn: isOpen ? null : dayOfMinute(end),
    endedAt: isOpen || !isTimedEnd ? null : end,
    returnedAt: isOpen || !isTimedEnd || random.chance(0.2) ? null : end + random.below(60),
    reportedAt: random.chance(0.8) ? start + random.below(600) : null,
    category: random.pick(['MISSING', 'MISSING', 'AWAY_WITHOUT_AUTHORISATION', 'POLICE_ABSENT']),
    grade: random.pick(['LOW', 'HIGH', null]),
  };
};

const some = (random: Random, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index).filter(() => random.chance(0.5));

const ended = (episodes: readonly TimelineEpisode[], index: number, base: number): number =>
  episodes[index]?.returnedAt ?? episodes[index]?.endedAt ?? base;

const timelineFrom = (random: Random): Timeline => {
  const base = minuteOf(random.chance(0.6) ? random.pick(weeks) : dayText(16_100 + random.below(4_700)));
  const episodes = Array.from({ length: 1 + random.below(5) }, () => episodeFrom(random, base)).toSorted(
    (a, b) => a.startedOn - b.startedOn || (a.startedAt ?? 0) - (b.startedAt ?? 0),
  );
  const near = (index: number): number =>
    ended(episodes, index, base) + (random.chance(0.3) ? 4_318 + random.below(5) : random.below(6 * 1440));
  const firstDay = Math.floor(base / 1440);
  const age = random.pick([13, 18, 15]);
  return {
    now: base + random.below(30 * 1440),
    birth: firstDay - Math.round(age * 365.25) + (age === 15 ? random.below(300) : random.below(20) - 5),
    isLookedAfter: random.chance(0.6),
    episodes,
    interviews: Array.from({ length: random.below(3) }, () => {
      const index = random.below(episodes.length);
      const status = random.pick(['OFFERED', 'COMPLETED', 'COMPLETED', 'DECLINED_BY_CHILD'] as const);
      const about = [...new Set([index, ...some(random, episodes.length)])];
      return { about, status, offeredAt: near(index), heldAt: status === 'COMPLETED' ? near(index) : null };
    }),
    meetings: Array.from({ length: random.below(2) }, () => {
      const metAt = base + random.below(12 * 1440);
      return { about: random.below(episodes.length), metAt, heldAt: metAt + random.below(12 * 1440) };
    }),
    told: Array.from({ length: random.below(3) }, () => ({
      about: random.below(episodes.length),
      at: base + random.below(16 * 1440),
    })),
  };
};

const at = (minute: number | null): string | null => (minute === null ? null : instantOf(minute));

const caseEpisode = (one: TimelineEpisode, index: number): CaseEpisode => ({
  ...{ id: `e${index}`, status: one.endedOn === null ? 'OPEN' : 'ENDED', category: one.category },
  ...{ startedOn: dayText(one.startedOn), startedAt: at(one.startedAt), endedAt: at(one.endedAt) },
  endedOn: one.endedOn === null ? null : dayText(one.endedOn),
  ...{ reportedAt: at(one.reportedAt), returnedAt: at(one.returnedAt), riskGrade: one.grade },
  ...{ harm: [], reasons: [], preventionInterviewDone: null, preventionInterviewAt: null },
});

const origin = { organisation: 'E08000017', receivedAt: '2015-10-01T00:00:00Z' };
const said = { sourceEpisodes: [] };

const recordsFrom = ({ interviews, meetings, told }: Timeline): Partial<CaseRecords> => ({
  interview: interviews.map(({ about, status, offeredAt, heldAt }, index) => ({
    ...{ ...origin, id: `i${index}`, about: about.map((one) => `e${one}`) },
    body: bodyWith('interview', { ...said, status, offered: 'YES', offeredAt: at(offeredAt), heldAt: at(heldAt) }),
  })),
  'strategy-meeting': meetings.map(({ about, metAt, heldAt }, index) => ({
    ...{ ...origin, id: `m${index}`, about: [`e${about}`] },
    body: bodyWith('strategy-meeting', { ...said, criterionMetAt: at(metAt), heldAt: at(heldAt) }),
  })),
  'professional-notice': told.map(({ about, at: sentAt }, index) => ({
    ...{ ...origin, id: `n${index}`, about: [`e${about}`] },
    body: bodyWith('professional-notice', {
      ...said,
      about: 'MISSING',
      recipientRole: 'REVIEWING_OFFICER',
      sentAt: at(sentAt),
    }),
  })),
});

const childFrom = (timeline: Timeline): ChildCase => {
  const birth = dayText(timeline.birth);
  return caseWith(
    {
      birth: { earliest: birth, latest: birth },
      careStatus: timeline.isLookedAfter ? 'LAC' : 'HOME',
      episodes: timeline.episodes.map(caseEpisode),
    },
    recordsFrom(timeline),
  );
};

const always = { from: '2013-04-01', to: '2030-12-31' };

const outcomesOf = (rule: string, child: ChildCase, now: string): ReadonlyMap<string, string> =>
  new Map((findRule(rule)?.judge(child, { ...always, now }) ?? []).map((one) => [one.subjectId, one.verdict.outcome]));

const foundOf = (timeline: Timeline) => {
  const child = childFrom(timeline);
  const now = instantOf(timeline.now);
  const by = (rule: string) => outcomesOf(rule, child, now);
  const [offered, offeredInTime, held] = ['', '-in-time']
    .map((end) => by(`return-interview-offered${end}`))
    .concat(by('return-interview-held'));
  const [heldInTime, told, meetings] = [
    by('return-interview-held-in-time'),
    by('oversight-told-in-time'),
    by('meeting-in-time'),
  ];
  const terms = { pack: packAt(null, '2015-10-16'), now };
  return {
    episodes: child.episodes.map((episode) => {
      const verdicts = new Map(judgeTriggers(episode, child, terms).map(({ trigger, outcome }) => [trigger, outcome]));
      const { id } = episode;
      return {
        interview: {
          offered: offered?.get(id),
          offeredInTime: offeredInTime?.get(id),
          held: held?.get(id),
          heldInTime: heldInTime.get(id),
        },
        state: returnInterviewOf(episode, child, 72).state,
        triggers: { T2: verdicts.get('T2'), T3: verdicts.get('T3'), T5: verdicts.get('T5'), T6: verdicts.get('T6') },
        told: told.get(id),
      };
    }),
    meetings: timeline.meetings.map((_, index) => meetings.get(`m${index}`)),
  };
};

const expectedOf = (timeline: Timeline) => ({
  episodes: timeline.episodes.map((_, index) => ({
    interview: expectedInterview(timeline, index),
    state: expectedState(timeline, index),
    triggers: expectedTriggers(timeline, index),
    told: expectedTold(timeline, index, holidays),
  })),
  meetings: timeline.meetings.map((one) => expectedMeeting(one, holidays)),
});

type Counts = Map<string, number>;

/** Counts what was expected, under the name of each thing that was judged. */
const note = (seen: Counts, { episodes }: ReturnType<typeof expectedOf>): void => {
  for (const { interview, triggers, told, state } of episodes) {
    for (const [name, outcome] of Object.entries({ ...interview, ...triggers, told, state })) {
      const word = `${name} ${outcome}`;
      seen.set(word, (seen.get(word) ?? 0) + 1);
    }
  }
};

// The test would prove little if the timelines never came to some of the outcomes.
const wanted = [
  ...['MET', 'UNMET', 'OPEN', 'UNKNOWN', 'NOT_APPLICABLE'].flatMap((one) => [
    `offeredInTime ${one}`,
    `heldInTime ${one}`,
  ]),
  ...['MET', 'UNMET', 'OPEN', 'UNKNOWN'].flatMap((one) => [`T3 ${one}`, `T6 ${one}`]),
  ...['T2 MET', 'T2 UNMET', 'told MET', 'told UNMET', 'told OPEN', 'state SUPERSEDED_MISSING_AGAIN'],
];

describe('clocks and criteria, worked out a second time', () => {
  const count = rounds(2_000, 100_000);
  test(`agree on ${count} random timelines`, { timeout: 1_200_000 }, () => {
    const random = newRandom(2015);
    const seen: Counts = new Map();
    for (let round = 0; round < count; round += 1) {
      const timeline = timelineFrom(random);
      const [expected, found] = [expectedOf(timeline), foundOf(timeline)];
      const isSame = JSON.stringify(found) === JSON.stringify(expected);
      if (!isSame) expect({ round, timeline, found }).toEqual({ round, timeline, found: expected });
      note(seen, expected);
    }
    expect(wanted.filter((word) => (seen.get(word) ?? 0) < 20)).toEqual([]);
  });
});
