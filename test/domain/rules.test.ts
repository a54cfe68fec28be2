import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bodyWith } from '../../src/domain/model/body-with.ts';
import type { RecordBody } from '../../src/domain/model/kinds.ts';
import { interviewBriefing } from '../../src/domain/practice/briefing.ts';
import { type CaseEpisode, type CaseRecord, caseWith } from '../../src/domain/practice/child-case.ts';
import { interviewRubric, scoreInterview } from '../../src/domain/practice/interview-rubric.ts';
import { type PolicyPack, packAt, policyPacks } from '../../src/domain/practice/policy-packs.ts';
import { practice } from '../../src/domain/practice/practice.ts';
import { practiceRows } from '../../src/domain/practice/rows.ts';
import { scoredTogether, weightedKappa } from '../../src/domain/practice/weighted-kappa.ts';
import { findRule, rules } from '../../src/domain/rules/index.ts';

const files = readdirSync(new URL('../../src/domain/rules/', import.meta.url)).filter((name) => name !== 'index.ts');

describe('the register of rules', () => {
  test('is the folder: one file a rule, named after it', () => {
    expect(rules.map(({ id }) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
  });

  test('holds what the lines of the answer count by, and nothing they do not', () => {
    expect([...new Set(practiceRows.map(({ rule }) => rule))].toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
  });
});

describe.for(rules.map((rule) => [rule.title, rule] as const))('%s', ([, rule]) => {
  test.for(rule.examples().map((example) => [example.when, example] as const))('%s', ([, example]) => {
    expect([example.found.outcome, example.found.flipsAt ?? null]).toEqual([example.outcome, example.flipsAt]);
  });

  test('has an example of each side, and a source', () => {
    const outcomes = rule.examples().map(({ outcome }) => outcome);
    expect(outcomes).toContain('MET');
    expect(outcomes).toContain('UNMET');
    expect(rule.source).not.toBe('');
  });
});

const episode: CaseEpisode = {
  ...{ id: 'e1', status: 'ENDED', category: 'MISSING', startedOn: '2015-10-16', startedAt: '2015-10-16T20:00:00Z' },
  ...{ endedOn: '2015-10-17', endedAt: '2015-10-17T02:00:00Z', reportedAt: '2015-10-16T22:00:00Z' },
  ...{ returnedAt: '2015-10-17T02:00:00Z', riskGrade: 'LOW', harm: [], reasons: [] },
  ...{ preventionInterviewDone: true, preventionInterviewAt: null },
};
const interviewAt = (heldAt: string, more: Partial<RecordBody['interview']> = {}): CaseRecord<'interview'> => ({
  ...{ id: 'i1', organisation: 'E08000017', receivedAt: heldAt, about: ['e1'] },
  body: bodyWith('interview', {
    sourceEpisodes: [],
    ...{ status: 'COMPLETED', offered: 'YES', offeredAt: '2015-10-17T09:00:00Z', heldAt },
    ...more,
  }),
});
const week = { from: '2015-10-16', to: '2015-10-22', now: '2015-10-30T09:00:00Z' };
const figure = (id: string, answer: ReturnType<typeof practice>) => {
  const found = answer.figures.find((one) => one.id === id);
  return found && [found.numerator, found.denominator];
};

describe('the packs of authorities', () => {
  const [usual] = policyPacks;
  if (!usual) throw new Error('no pack');
  const strict: PolicyPack = {
    ...usual,
    version: '2015.2',
    authority: 'E08000017',
    from: '2015-11-01',
    interviewHours: 24,
  };
  const child = caseWith(
    { responsibleAuthority: 'E08000017', episodes: [episode] },
    { interview: [interviewAt('2015-10-19T02:00:00Z')] },
  );
  const later = { ...episode, startedOn: '2015-11-05', returnedAt: '2015-11-06T02:00:00Z' };
  const laterChild = caseWith(
    { responsibleAuthority: 'E08000017', episodes: [later] },
    { interview: [interviewAt('2015-11-08T02:00:00Z')] },
  );

  test('a pack of today leaves the verdicts of before as they were', () => {
    const before = figure('K5', practice([child], week));
    expect(figure('K5', practice([child], { ...week, packs: [usual, strict] }))).toEqual(before);
    expect(before).toEqual([1, 1]);
  });

  test('and counts for what happens under it', () => {
    const november = { from: '2015-11-01', to: '2015-11-30', now: '2015-12-01T09:00:00Z' };
    expect(figure('K5', practice([laterChild], { ...november, packs: [usual, strict] }))).toEqual([0, 1]);
    expect(figure('K5', practice([laterChild], november))).toEqual([1, 1]);
  });

  test('an authority without a pack of its own has that of all others', () => {
    expect(packAt('E08000018', '2015-11-05', [usual, strict]).version).toBe(usual.version);
    expect(packAt('E08000017', '2015-11-05', [usual, strict]).version).toBe('2015.2');
  });
});

describe('a return home interview by the rubric', () => {
  const full = interviewAt('2015-10-18T10:00:00Z', {
    ...{ interviewerClass: 'LA_DEDICATED_TEAM', preparedFrom: ['Police notification'], accessNeeds: 'None' },
    ...{ investigationCheckedAt: '2015-10-18T08:00:00Z', investigationFound: 'NO' },
    attempts: [{ at: '2015-10-18T09:00:00Z', method: 'VISIT', place: null, outcome: 'REACHED' }],
    ...{ quotes: ['I was bored'], wishes: 'To see a friend', reasons: ['BOUNDARIES', 'FRIENDS'], leadUp: 'A row' },
    ...{ whereabouts: 'Town', companions: 'A friend', travel: 'By bus', harm: ['NONE_DISCLOSED'], sinceReturn: 'Calm' },
    analysis: 'The curfew is the trigger',
    actions: [
      {
        ...{ description: 'Agree a time', risk: '10A', owner: 'R. Abara', agency: 'CSC', dueOn: '2015-10-25' },
        ...{ completedOn: null, evidence: null },
      },
    ],
    ...{ sharedWith: [{ agency: 'CSC', recipient: 'R. Abara', at: '2015-10-18T12:00:00Z' }], childTold: true },
    reviewOn: '2015-11-10',
  }).body;
  const scored = { interview: full, inTime: 'MET' as const, reviewDays: 30 };

  test('is good where every item is there', () => {
    expect(scoreInterview(scored)).toMatchObject({ total: 30, grade: 'GOOD', isQualityComplete: true });
  });

  test('is never complete in quality without a check for live investigations before it', () => {
    const late = { ...full, investigationCheckedAt: '2015-10-19T08:00:00Z' };
    const none = { ...full, investigationCheckedAt: null };
    for (const interview of [late, none]) {
      const result = scoreInterview({ ...scored, interview });
      expect([result.total, result.grade, result.isQualityComplete]).toEqual([28, 'REQUIRES_IMPROVEMENT', false]);
    }
  });

  test.for(['Q4', 'Q7', 'Q10', 'Q13'])('is not good without %s, whatever the sum', (item) => {
    const without = {
      Q4: { investigationCheckedAt: null },
      Q7: { quotes: null, wishes: null },
      Q10: { harm: null },
      Q13: { actions: null },
    }[item];
    expect(scoreInterview({ ...scored, interview: { ...full, ...without } })).toMatchObject({
      total: 28,
      grade: 'REQUIRES_IMPROVEMENT',
    });
  });

  test('what people score lowers what the record shows and never raises it; of two scorers the lower counts', () => {
    const scores = [
      { item: 'Q12', score: 2 as const },
      { item: 'Q12', score: 1 as const },
    ];
    expect(scoreInterview(scored, scores).total).toBe(29);
    expect(
      scoreInterview({ ...scored, interview: { ...full, analysis: null } }, scores).items.find(
        ({ code }) => code === 'Q12',
      )?.score,
    ).toBe(0);
  });

  const judgedWith = (scores: readonly (readonly [scorer: string, item: string, score: 0 | 1 | 2])[]) => {
    const given = scores.map(([scorer, item, score]) => ({
      ...{ recordId: 'i1', kind: 'interview' as const, version: 'v1', scorer, body: 'CSC' as const, item, score },
      knownAt: scorer,
    }));
    const record = { ...interviewAt('2015-10-18T10:00:00Z'), body: full };
    const child = caseWith({ episodes: [episode], scores: given }, { interview: [record] });
    return findRule('return-interview-quality')
      ?.judge(child, week)
      .map(({ verdict }) => verdict.outcome);
  };

  test('a good record of which two find no word of the child is not good; what one alone finds changes nothing', () => {
    expect(judgedWith([])).toEqual(['MET']);
    expect(judgedWith([['a', 'Q7', 0]])).toEqual(['MET']);
    expect(
      judgedWith([
        ['a', 'Q7', 0],
        ['b', 'Q7', 1],
      ]),
    ).toEqual(['UNMET']);
    expect(
      judgedWith([
        ['a', 'Q7', 2],
        ['b', 'Q7', 2],
      ]),
    ).toEqual(['MET']);
  });

  test('what the machine computes nobody overrules', () => {
    expect(scoreInterview(scored, [{ item: 'Q2', score: 0 }]).total).toBe(30);
  });

  test('an empty record is inadequate, and has fifteen items', () => {
    const empty = scoreInterview({
      interview: bodyWith('interview', { sourceEpisodes: [] }),
      inTime: 'UNMET',
      reviewDays: 30,
    });
    expect([empty.items.length, empty.total, empty.grade]).toEqual([interviewRubric.length, 0, 'INADEQUATE']);
    expect(interviewRubric).toHaveLength(15);
  });
});

describe('two scorers', () => {
  // J. Cohen, Psychological Bulletin 70 (1968), table 1: N = 200, three diagnoses, weights 0 1 3 / 1 0 6 / 3 6 0.
  const diagnoses = [
    [0.44, 0.07, 0.09],
    [0.05, 0.2, 0.05],
    [0.01, 0.03, 0.06],
  ];
  const gravity = [
    [0, 1, 3],
    [1, 0, 6],
    [3, 6, 0],
  ];

  test('agree as in the published example: weighted kappa 8/23, printed .348', () => {
    expect(Math.abs((weightedKappa(diagnoses, gravity) ?? 0) - 8 / 23)).toBeLessThan(1e-9);
    const counts = diagnoses.map((row) => row.map((share) => Math.round(share * 200)));
    expect(Math.abs((weightedKappa(counts, gravity) ?? 0) - 8 / 23)).toBeLessThan(1e-9);
  });

  test('agree as in its unweighted twin: kappa 29/59, printed .492', () => {
    const alike = [
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ];
    expect(Math.abs((weightedKappa(diagnoses, alike) ?? 0) - 29 / 59)).toBeLessThan(1e-9);
  });

  test('agree wholly, by chance, or on nothing that could differ', () => {
    expect(
      weightedKappa(
        scoredTogether([
          [0, 0],
          [1, 1],
          [2, 2],
        ]),
      ),
    ).toBe(1);
    expect(
      weightedKappa(
        scoredTogether([
          [0, 0],
          [0, 2],
          [2, 0],
          [2, 2],
        ]),
      ),
    ).toBe(0);
    expect(
      weightedKappa(
        scoredTogether([
          [2, 2],
          [2, 2],
        ]),
      ),
    ).toBeNull();
    expect(weightedKappa(scoredTogether([]))).toBeNull();
  });
});

describe('the interviewer’s briefing', () => {
  const investigation = (more: Partial<RecordBody['investigation']>): CaseRecord<'investigation'> => ({
    ...{ id: 'v1', organisation: '14', receivedAt: '2015-10-01T00:00:00Z', about: [] },
    body: bodyWith('investigation', {
      sourceEpisodes: [],
      ...{
        reference: 'SYP-C-1',
        subject: 'Exploitation',
        interviewConstraint: 'Nothing about the car',
        status: 'LIVE',
      },
      officer: { name: 'DC 1 A. Example', relationship: 'OFFICER_IN_CASE', phone: '01302 000000', organisation: '14' },
      ...more,
    }),
  });
  const now = '2015-10-23T09:00:00Z';

  test('says that there is a live investigation and whom to ring, and nothing more', () => {
    const { records } = caseWith({}, { investigation: [investigation({})] });
    expect(interviewBriefing({ records }, now)).toEqual({
      liveInvestigation: 'YES',
      ring: [{ name: 'DC 1 A. Example', phone: '01302 000000', organisation: '14' }],
    });
  });

  test('says that nothing is known of one that is closed or over, and never that there is none', () => {
    const overs: readonly Partial<RecordBody['investigation']>[] = [{ status: 'CLOSED' }, { endedOn: '2015-10-20' }];
    for (const over of overs) {
      const { records } = caseWith({}, { investigation: [investigation(over)] });
      expect(interviewBriefing({ records }, now)).toEqual({ liveInvestigation: 'NOT_KNOWN', ring: [] });
    }
    expect(interviewBriefing(caseWith({}), now).liveInvestigation).toBe('NOT_KNOWN');
  });
});
