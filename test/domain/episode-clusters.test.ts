import { describe, expect, test } from 'vitest';
import { ownEpisode } from '../../adapters/blank.ts';
import { clusterEpisodes } from '../../src/domain/episode-clusters.ts';
import {
  type AnyFact,
  absenceFact,
  absent,
  childFacts,
  doncaster903,
  doncasterSsd,
  humberside,
  interviewFact,
  notificationFact,
  police,
  rotherham,
} from './facts.ts';

const cluster = (...facts: readonly AnyFact[]) => clusterEpisodes(childFacts(...facts));

const policeAbsence = absenceFact(
  'p',
  { category: 'MISSING', startedOn: '2015-10-20', startedAt: '2015-10-20T20:10:00Z', foundAt: '2015-10-21T06:00:00Z' },
  { ...police, knownFrom: '2015-10-21T00:00:00Z' },
);
const absence903 = absenceFact(
  'n',
  { category: 'MISSING', startedOn: '2015-10-20', endedOn: '2015-10-21' },
  { ...doncaster903, knownFrom: '2016-06-30T00:00:00Z' },
);
const absenceSsd = absenceFact(
  's',
  {
    category: 'MISSING',
    startedOn: '2015-10-20',
    startedAt: '2015-10-20T19:40:00Z',
    returnedAt: '2015-10-21T07:00:00Z',
  },
  { ...doncasterSsd, knownFrom: '2015-10-22T00:00:00Z' },
);

describe('one absence told by several sources', () => {
  const [episode, ...others] = cluster(absenceSsd, absence903, policeAbsence);

  test('is one episode with three sources', () => {
    expect(others).toEqual([]);
    expect(episode?.sources.map(({ system, joined }) => [system, joined])).toEqual([
      ['police-misper', 'FIRST'],
      ['ssd', 'OVERLAP'],
      ['ssda903', 'OVERLAP'],
    ]);
  });

  test('keeps for ever the name of what was known first', () => {
    expect(episode?.episodeId).toBe('p');
  });

  test('starts and ends when the police say, and lists where others differ', () => {
    expect(episode).toMatchObject({
      status: 'ENDED',
      values: {
        startedOn: '2015-10-20',
        startedAt: '2015-10-20T20:10:00Z',
        endedAt: '2015-10-21T06:00:00Z',
        foundAt: '2015-10-21T06:00:00Z',
        returnedAt: '2015-10-21T07:00:00Z',
      },
    });
    expect(episode?.conflicts).toContainEqual({
      field: 'startedAt',
      organisation: 'E08000017',
      statedAt: null,
      value: '2015-10-20T19:40:00Z',
    });
  });

  test('a time given by another source completes the date the police give', () => {
    const dateOnly = absenceFact('p', { startedOn: '2015-10-20' }, police);
    const [joined] = cluster(dateOnly, absenceSsd);
    expect(joined?.values).toMatchObject({ startedOn: '2015-10-20', startedAt: '2015-10-20T19:40:00Z' });
    expect(joined?.conflicts).toEqual([]);
  });
});

describe('what is not one absence', () => {
  test('two absences a week apart stay two, in every source', () => {
    const week = (id: string, sourceEpisode: string, day: string, source: typeof police) =>
      absenceFact(id, { sourceEpisode, startedOn: day, endedOn: day }, source);
    const episodes = cluster(
      week('a', '1', '2015-10-01', police),
      week('b', '2', '2015-10-08', police),
      week('c', 'x', '2015-10-01', doncaster903),
      week('d', 'y', '2015-10-08', doncaster903),
    );
    expect(episodes.map(({ sources }) => sources.map(({ sourceEpisode }) => sourceEpisode))).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
  });

  test('a police absence nobody closed takes the nearest absence of another source, not the later one', () => {
    const episodes = cluster(
      absenceFact('a', { startedOn: '2015-10-01', startedAt: '2015-10-01T10:00:00Z' }, police),
      absenceFact('b', { sourceEpisode: 'y', startedOn: '2015-10-08', endedOn: '2015-10-09' }, doncaster903),
      absenceFact('c', { sourceEpisode: 'x', startedOn: '2015-10-01', endedOn: '2015-10-02' }, doncaster903),
    );
    expect(episodes.map(({ sources }) => sources.map(({ sourceEpisode }) => sourceEpisode))).toEqual([
      ['E1', 'x'],
      ['y'],
    ]);
  });

  test('police absent and away without authorisation never join by themselves', () => {
    const absentChild = absenceFact('a', { category: 'POLICE_ABSENT', startedOn: '2015-10-20' }, police);
    const away = absenceFact('b', { category: 'AWAY_WITHOUT_AUTHORISATION', startedOn: '2015-10-20' }, doncaster903);
    expect(cluster(absentChild, away)).toHaveLength(2);
    const missing = absenceFact('b', { category: 'MISSING', startedOn: '2015-10-20' }, doncaster903);
    expect(cluster(absentChild, missing)).toHaveLength(1);
  });

  test('a report that was withdrawn stands alone', () => {
    const withdrawn = absenceFact('p', { startedOn: '2015-10-20', cancelled: true }, police);
    expect(cluster(withdrawn, absence903).map(({ status, episodeId }) => [episodeId, status])).toEqual([
      ['n', 'ENDED'],
      ['p', 'CANCELLED'],
    ]);
  });

  test.for([
    ['2015-10-21T19:59:00Z', 1],
    ['2015-10-21T20:01:00Z', 2],
  ] as const)('an hour after 20:00 the day before; a start at %s makes %i', ([startedAt, count]) => {
    const short = (id: string, start: string, end: string, source: typeof police) =>
      absenceFact(id, { startedOn: start.slice(0, 10), startedAt: start, endedAt: end }, source);
    const episodes = cluster(
      short('a', '2015-10-20T20:00:00Z', '2015-10-20T21:00:00Z', police),
      short('b', startedAt, '2015-10-21T22:00:00Z', doncasterSsd),
    );
    expect(episodes).toHaveLength(count);
    if (count === 1) expect(episodes[0]?.sources[1]?.joined).toBe('STARTS_CLOSE');
  });
});

describe('the day the clocks go back', () => {
  test('an absence that began at half past midnight on 25 October began that day, not the day before', () => {
    const night = absenceFact(
      'a',
      { startedOn: '2015-10-25', startedAt: '2015-10-24T23:30:00Z', endedAt: '2015-10-25T23:30:00Z' },
      police,
    );
    const sunday = absenceFact('b', { startedOn: '2015-10-25', endedOn: '2015-10-25' }, doncaster903);
    const [episode, ...others] = cluster(night, sunday);
    expect(others).toEqual([]);
    expect(episode?.values).toMatchObject({ startedOn: '2015-10-25', endedOn: '2015-10-25' });
  });

  test('an absence that ended the evening before does not touch a date-only one', () => {
    const before = absenceFact(
      'a',
      { startedOn: '2015-10-24', startedAt: '2015-10-24T20:00:00Z', endedAt: '2015-10-24T22:59:00Z' },
      police,
    );
    const sunday = absenceFact('b', { startedOn: '2015-10-25', endedOn: '2015-10-25' }, doncaster903);
    expect(cluster(before, sunday)).toHaveLength(2);
  });
});

describe('what one source says over time', () => {
  const first = absenceFact(
    'a',
    {
      startedOn: '2015-10-20',
      startedAt: '2015-10-20T20:00:00Z',
      riskGrade: 'MEDIUM',
      riskRationale: 'first time',
      lastSeenPlace: 'park',
      harm: [],
    },
    { ...police, statedAt: '2015-10-20T21:00:00Z' },
  );

  test('a later message keeps what it is silent on and changes what it says', () => {
    const update = absenceFact(
      'b',
      { startedOn: '2015-10-20', lastSeenPlace: 'bus station' },
      { ...police, statedAt: '2015-10-20T23:00:00Z' },
    );
    const [episode] = cluster(update, first);
    expect(episode?.values).toMatchObject({
      startedAt: '2015-10-20T20:00:00Z',
      riskGrade: 'MEDIUM',
      lastSeenPlace: 'bus station',
      harm: [],
    });
    expect(episode?.conflicts).toEqual([]);
    expect(episode?.provenance.find(({ field }) => field === 'riskGrade')?.statedAt).toBe('2015-10-20T21:00:00Z');
  });

  test('a new risk grade does not keep the reasons of the old one', () => {
    const upgrade = absenceFact('b', { riskGrade: 'HIGH' }, { ...police, statedAt: '2015-10-20T23:00:00Z' });
    const [episode] = cluster(first, upgrade);
    expect(episode?.values).toMatchObject({ riskGrade: 'HIGH', riskRationale: null });
    expect(episode?.absences['riskRationale']).toEqual({ reason: 'NOT_SENT_BY_SOURCE' });
  });

  test('a value the source now withholds does not come back', () => {
    const closed = absenceFact(
      'b',
      {},
      { ...police, statedAt: '2015-10-20T23:00:00Z', absences: absent({ lastSeenPlace: 'WITHHELD_BY_SOURCE' }) },
    );
    const [episode] = cluster(first, closed);
    expect(episode?.values['lastSeenPlace']).toBeNull();
    expect(episode?.absences['lastSeenPlace']).toEqual({ reason: 'WITHHELD_BY_SOURCE' });
    expect(episode?.values['riskGrade']).toBe('MEDIUM');
  });

  test('only the newest message decides whether the report is withdrawn', () => {
    const withdrawn = absenceFact('b', { cancelled: true }, { ...police, statedAt: '2015-10-20T22:00:00Z' });
    const reopened = absenceFact('c', {}, { ...police, statedAt: '2015-10-20T23:00:00Z' });
    expect(cluster(first, withdrawn)[0]?.status).toBe('CANCELLED');
    expect(cluster(first, reopened, withdrawn)[0]?.status).toBe('OPEN');
  });

  test('a child whose whereabouts were known is back when returned, else when found', () => {
    const times = { startedOn: '2015-10-20', foundAt: '2015-10-21T06:00:00Z', returnedAt: '2015-10-21T09:00:00Z' };
    const ends = (['MISSING', 'AWAY_WITHOUT_AUTHORISATION'] as const).map(
      (category) => cluster(absenceFact('a', { ...times, category }, police))[0]?.values['endedAt'],
    );
    expect(ends).toEqual(['2015-10-21T06:00:00Z', '2015-10-21T09:00:00Z']);
  });
});

describe('what belongs to an episode', () => {
  test('notifications and interviews attach by organisation, numbering and reference', () => {
    const [episode] = cluster(
      policeAbsence,
      absence903,
      notificationFact('m2', {}, police),
      notificationFact('m1', {}, police),
      notificationFact('m3', {}, humberside),
      notificationFact('m4', { sourceEpisode: 'E2' }, police),
      interviewFact('i1', { sourceEpisodes: ['E0', 'E1'].map(ownEpisode) }, doncaster903),
      interviewFact('i2', { sourceEpisodes: [ownEpisode('E1')] }, rotherham),
    );
    expect(episode).toMatchObject({ notificationIds: ['m1', 'm2'], attachedIds: ['i1', 'm1', 'm2'] });
  });
});
