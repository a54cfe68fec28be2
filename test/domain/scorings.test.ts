import { describe, expect, test } from 'vitest';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import { type CaseEpisode, caseWith } from '../../src/domain/practice/child-case.ts';
import { meetingRubric } from '../../src/domain/practice/meeting-rubric.ts';
import { rubrics } from '../../src/domain/practice/rubrics.ts';
import { scorerAgreement } from '../../src/domain/practice/scorer-agreement.ts';
import { seesOthers, turnOf } from '../../src/domain/practice/scorer-turn.ts';
import { countedItems, countedScorings, type ScoreGiven, scoringOf } from '../../src/domain/practice/scorings.ts';
import type { Score } from '../../src/domain/practice/weighted-kappa.ts';
import { findRule } from '../../src/domain/rules/index.ts';

const v1 = '2015-10-21T00:00:00.000000Z';
const v2 = '2015-10-22T00:00:00.000000Z';

let clock = 0;
const scored = (scorer: string, scores: Readonly<Record<string, Score>>, version = v1): readonly ScoreGiven[] => {
  clock += 1;
  const knownAt = `2015-10-23T09:00:00.${String(clock).padStart(6, '0')}Z`;
  return Object.entries(scores).map(([item, score]) => ({
    ...{ recordId: 'record', kind: 'interview' as const, version, scorer, body: 'CSC' as const, item, score, knownAt },
  }));
};

const standing = (given: readonly ScoreGiven[]) => {
  const scoring = scoringOf(given);
  if (!scoring) throw new Error('nobody scored it');
  return scoring;
};

describe('two who score a record', () => {
  const one = scored('zoe', { Q7: 2, Q12: 2 });
  const two = [...one, ...scored('ann', { Q7: 1, Q12: 0 })];
  const three = [...two, ...scored('ben', { Q12: 1 })];

  test('after one, a second is waited for, and nothing counts yet', () => {
    expect(standing(one)).toMatchObject({ state: 'WAITING_FOR_SECOND', scorers: ['zoe'] });
    expect(countedScorings(one)).toEqual([]);
    expect(countedItems(one, 'record')).toEqual([]);
  });

  test('one apart is settled by the lower; two apart waits for a third, and until then the lower counts', () => {
    expect(standing(two)).toMatchObject({ state: 'WAITING_FOR_THIRD', disputed: ['Q12'] });
    expect(countedItems(two, 'record')).toEqual([
      { item: 'Q7', score: 1 },
      { item: 'Q12', score: 0 },
    ]);
  });

  test('the third’s word settles it', () => {
    expect(standing(three)).toMatchObject({ state: 'SETTLED', scorers: ['zoe', 'ann', 'ben'] });
    expect(countedItems(three, 'record')).toContainEqual({ item: 'Q12', score: 1 });
  });

  const every = [0, 1, 2] as const;
  const triples = every.flatMap((a) => every.flatMap((b) => every.map((c) => [a, b, c] as const)));
  test.for(triples)(
    '%i and %i, and %i of a third: the lower counts, or the third’s where they are two apart',
    (scores) => {
      const [a, b, c] = scores;
      const pair = [...scored('zoe', { Q7: a }), ...scored('ann', { Q7: b })];
      const isApart = Math.abs(a - b) === 2;
      expect(standing(pair).items[0]?.settled).toBe(isApart ? null : Math.min(a, b));
      const settled = standing([...pair, ...scored('ben', { Q7: c })]).items[0]?.settled;
      expect(settled).toBe(isApart ? c : Math.min(a, b));
    },
  );

  test('who scores what: two everything, a third what is far apart, nobody twice, nobody what is settled', () => {
    const items = ['Q7', 'Q12'];
    expect(turnOf(null, 'zoe', items)).toEqual({ items });
    expect(turnOf(standing(one), 'zoe', items)).toEqual({ none: 'SCORED_BEFORE' });
    expect(turnOf(standing(one), 'ann', items)).toEqual({ items });
    expect(turnOf(standing(two), 'ben', items)).toEqual({ items: ['Q12'] });
    expect(turnOf(standing(three), 'eva', items)).toEqual({ none: 'SETTLED' });
  });

  test('nobody sees another’s scores before they have scored themselves, the third included', () => {
    expect(['zoe', 'ann', 'eva'].map((person) => seesOthers(standing(one), person))).toEqual([false, false, false]);
    expect(['zoe', 'ann', 'ben'].map((person) => seesOthers(standing(two), person))).toEqual([true, true, false]);
    expect(['zoe', 'ben', 'eva'].map((person) => seesOthers(standing(three), person))).toEqual([true, true, true]);
  });

  test('a record that changed is scored anew; until two have, what two scored of it before counts', () => {
    const anew = [...three, ...scored('eva', { Q7: 0, Q12: 0 }, v2)];
    expect(countedScorings(anew).map(({ version }) => version)).toEqual([v1]);
    const both = [...anew, ...scored('fay', { Q7: 0, Q12: 0 }, v2)];
    expect(countedScorings(both).map(({ version }) => version)).toEqual([v2]);
  });

  test('agree by kappa on each item and over all, whoever of them scored first', () => {
    const swapped = [...scored('ann', { Q7: 1, Q12: 0 }), ...scored('zoe', { Q7: 2, Q12: 2 })];
    const agreement = scorerAgreement(countedScorings(two));
    expect(scorerAgreement(countedScorings(swapped))).toEqual(agreement);
    const [interviews, meetings] = agreement;
    expect(interviews).toMatchObject({ kind: 'interview', pairs: 2 });
    // Pairs (ann, zoe): (1, 2) and (0, 2). Observed (1 + 4) / 2; by chance the same, for zoe never differs.
    expect(interviews?.kappa).toBe(0);
    expect(interviews?.items.find(({ item }) => item === 'Q7')).toMatchObject({ pairs: 1 });
    expect(meetings).toMatchObject({ kind: 'strategy-meeting', pairs: 0, kappa: null });
  });
});

describe('the rubrics', () => {
  test('each item of a meeting has a rule that counts it', () => {
    expect(meetingRubric).toHaveLength(14);
    for (const { rule } of meetingRubric) expect(findRule(rule)?.id).toBe(rule);
  });

  test('people score what a record alone cannot show', () => {
    expect(Object.values(rubrics).map(({ items }) => items.map(({ code }) => code))).toEqual([
      ['Q7', 'Q8', 'Q9', 'Q11', 'Q12'],
      ['Q3', 'Q6', 'Q14'],
      ['N6', 'N7', 'N8', 'N11'],
    ]);
  });
});

const episode: CaseEpisode = {
  ...{ id: 'e', status: 'ENDED', category: 'MISSING', startedOn: '2015-10-16', startedAt: '2015-10-16T20:00:00Z' },
  ...{
    endedOn: '2015-10-17',
    endedAt: null,
    reportedAt: null,
    returnedAt: null,
    riskGrade: null,
    harm: [],
    reasons: [],
  },
  ...{ preventionInterviewDone: null, preventionInterviewAt: null },
};

const asked = { from: '2015-10-16', to: '2015-10-22', now: '2015-10-23T09:00:00Z' };

describe('what two scored', () => {
  const meeting = (scores: readonly ScoreGiven[]) => {
    const body = bodyWith('strategy-meeting', { sourceEpisodes: [], heldAt: '2015-10-21T09:00:00Z', chair: 'P. Marr' });
    const record = { id: 'record', organisation: 'E08000017', receivedAt: v1, about: ['e'], body };
    return caseWith({ episodes: [episode], scores }, { 'strategy-meeting': [record] });
  };
  const chaired = (scores: readonly ScoreGiven[]) =>
    findRule('meeting-chaired')
      ?.judge(meeting(scores), asked)
      .map(({ verdict }) => verdict.outcome);
  const asMeeting = (given: readonly ScoreGiven[]) =>
    given.map((one) => ({ ...one, kind: 'strategy-meeting' as const }));

  test('makes of a note that says something one that does not say enough', () => {
    const body = bodyWith('case-note', { sourceEpisodes: [], analysis: 'He said so', seen: false });
    const note = { id: 'record', organisation: 'E08000017', receivedAt: v1, about: ['e'], body };
    const missing = (scores: readonly ScoreGiven[]) =>
      findRule('note-quality')
        ?.judge(caseWith({ episodes: [episode], scores }, { 'case-note': [note] }), asked)
        .map(({ verdict }) => verdict.explanation.includes('N7'));
    const asNote = (given: readonly ScoreGiven[]) => given.map((one) => ({ ...one, kind: 'case-note' as const }));
    expect(missing([])).toEqual([false]);
    expect(missing(asNote([...scored('zoe', { N7: 1 }), ...scored('ann', { N7: 2 })]))).toEqual([true]);
  });

  test('tells of a meeting what its record does not, and one alone tells nothing', () => {
    const first = asMeeting(scored('zoe', { Q3: 2 }));
    expect(chaired([])).toEqual(['UNKNOWN']);
    expect(chaired(first)).toEqual(['UNKNOWN']);
    expect(chaired([...first, ...asMeeting(scored('ann', { Q3: 2 }))])).toEqual(['MET']);
    expect(chaired([...first, ...asMeeting(scored('ann', { Q3: 1 }))])).toEqual(['UNMET']);
  });
});
