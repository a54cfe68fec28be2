import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type Line, nhsNumber } from '../support/lines-adapter.ts';
import { openReviewHub, people, type ReviewHub } from '../support/review-hub.ts';

const { duty, second, third, protector, stranger, teacher } = people;
const absent = { from: '2026-02-20', to: '2026-02-21' };

/** Two records that agree in all but a surname that only sounds alike: likely one child, and not surely. */
const doubtful = (name: string, more: Partial<Line> = {}): readonly Line[] => [
  {
    key: `${name} 1`,
    child: `${name} 1`,
    given: name,
    family: 'Marsden',
    born: '2012-05-14',
    missing: absent,
    ...more,
  },
  { key: `${name} 2`, child: `${name} 2`, given: name, family: 'Marston', born: '2012-05-14', missing: absent },
];
/** Two records that agree in all but the NHS number. */
const numbered = (name: string, n: number): readonly Line[] =>
  [n, n + 1].map((number) => ({
    ...{
      key: `${name} ${number}`,
      child: `${name} ${number}`,
      given: name,
      family: 'Tansley',
      born: `2011-03-${n + 2}`,
    },
    ...{ postcode: 'DN4 0ZZ', nhs: nhsNumber(number), missing: absent },
  }));

let hub: ReviewHub;
beforeAll(async () => {
  hub = await openReviewHub();
});
afterAll(() => hub.close());

const summary = z.object({ id: z.string(), version: z.number(), childId: z.string(), candidateChildId: z.string() });
const list = z.object({ reviewTasks: z.object({ nodes: z.array(summary) }).nullable() });
const listFields = 'nodes { id version childId candidateChildId }';
const waitingFor = async (viewer: Viewer) =>
  list.parse(await hub.ask(viewer, `{ reviewTasks { ${listFields} } }`)).reviewTasks?.nodes ?? null;

/** Sends the records and gives the review they come to. */
const put = async (lines: readonly Line[], viewer: Viewer = duty): Promise<z.infer<typeof summary>> => {
  const before = new Set((await waitingFor(viewer))?.map(({ id }) => id));
  await hub.send(`${lines[0]?.key}.upsert`, lines);
  const [task] = ((await waitingFor(viewer)) ?? []).filter(({ id }) => !before.has(id));
  if (!task) throw new Error('no review was opened');
  return task;
};

const outcome = z.looseObject({
  ...{ __typename: z.string(), code: z.string().optional(), version: z.number().optional() },
  ...{ state: z.string().optional(), decision: z.string().nullish(), effect: z.string().nullish() },
});
let keys = 0;
const act = async (viewer: Viewer, mutation: 'reviewClaim' | 'reviewDecide', input: object) => {
  keys += 1;
  const type = mutation === 'reviewClaim' ? 'ReviewClaimInput' : 'ReviewDecideInput';
  const query = `mutation($input: ${type}!) { act: ${mutation}(input: $input) { __typename
    ... on ReviewStanding { version state decision effect } ... on Refusal { code } } }`;
  const data = await hub.ask(viewer, query, { input: { idempotencyKey: `key-of-test-${keys}`, ...input } });
  return outcome.parse(data['act']);
};
const claim = (viewer: Viewer, taskId: string) => act(viewer, 'reviewClaim', { taskId });
const because = 'Seen at home with the mother yesterday';
const decide = async (viewer: Viewer, taskId: string, decision: string) => {
  const { version, code } = await claim(viewer, taskId);
  if (code !== undefined) return { code };
  return act(viewer, 'reviewDecide', { taskId, decision, reason: because, expectedVersion: version });
};

const shown = z.object({
  reviewTask: z
    .looseObject({
      hasVoted: z.boolean(),
      records: z.array(z.looseObject({ familyName: z.string().nullable() })),
      candidates: z.array(z.looseObject({ familyName: z.string().nullable() })),
      evidence: z.looseObject({
        ...{ isCovered: z.boolean(), sentence: z.string().nullable(), guards: z.array(z.object({ id: z.string() })) },
        terms: z.array(
          z.object({
            ...{ field: z.string(), agreement: z.string() },
            ...{ level: z.string().nullable(), weight: z.number().nullable() },
          }),
        ),
        score: z.object({ prior: z.number(), total: z.number(), margin: z.number().nullable() }).nullable(),
      }),
      votes: z.array(z.looseObject({ decision: z.string() })).nullable(),
    })
    .nullable(),
});
const showQuery = `query($id: ID!) { reviewTask(id: $id) { state reason decision hasVoted isDisputed dueAt hasRiskFlag
  records { sourcePerson givenNames familyName birthEarliest nhsNumber postcodes absences { field reason } }
  candidates { givenNames familyName birthEarliest nhsNumber postcodes }
  evidence { model sentence isCovered terms { field agreement level weight } guards { id }
    score { prior total probability margin } }
  runnerUp { childId } household { childId relation } conflicts { id } votes { decision person reason } } }`;
const show = async (viewer: Viewer, id: string) => shown.parse(await hub.ask(viewer, showQuery, { id })).reviewTask;

const familyNames = async (viewer: Viewer) =>
  z
    .object({ children: z.object({ nodes: z.array(z.object({ givenNames: z.string().nullable() })) }) })
    .parse(await hub.ask(viewer, '{ children(first: 200) { nodes { givenNames } } }'))
    .children.nodes.map(({ givenNames }) => givenNames);
const childrenNamed = async (name: string) => (await familyNames(duty)).filter((one) => one === name).length;

describe('a record that may be a child’s', () => {
  test('waits for a person with both records side by side; the score is told only after the vote', async () => {
    const { id } = await put(doubtful('Keziah'));
    const before = await show(duty, id);
    expect(before).toMatchObject({ state: 'WAITING', hasVoted: false, votes: null, conflicts: [] });
    const sides = [...(before?.records ?? []), ...(before?.candidates ?? [])].map(({ familyName }) => familyName);
    expect(sides.toSorted()).toEqual(['Marsden', 'Marston']);
    expect(before?.evidence.terms.map(({ field, level }) => [field, level])).toEqual([
      ['given', 'EXACT'],
      ['surname', 'ALIKE'],
      ['born', 'EXACT'],
    ]);
    expect(before?.evidence).toMatchObject({ score: null, isCovered: false });
    expect(before?.evidence.terms.every(({ weight }) => weight === null)).toBe(true);

    expect(await decide(duty, id, 'UNSURE')).toMatchObject({ state: 'WAITING', decision: null });
    const { terms, score } = (await show(duty, id))?.evidence ?? {};
    const sum = terms?.reduce((bits, { weight }) => bits + (weight ?? Number.NaN), score?.prior ?? Number.NaN);
    expect(sum).toBeCloseTo(score?.total ?? 0, 6);
  });

  test('is one child at once when somebody says so, whichever of the two ids is asked for', async () => {
    const { id, childId, candidateChildId } = await put(doubtful('Tabitha'));
    expect(await childrenNamed('Tabitha')).toBe(2);
    expect(await decide(duty, id, 'SAME')).toMatchObject({ state: 'DECIDED', decision: 'SAME', effect: 'JOINED' });
    expect(await childrenNamed('Tabitha')).toBe(1);
    const asked = 'query($id: ID!) { child(id: $id) { id givenNames familyName } }';
    const merged = await hub.text(duty, asked, { id: childId });
    expect(await hub.text(duty, asked, { id: candidateChildId })).toBe(merged);
    expect([childId, candidateChildId].filter((id) => merged.includes(id))).toHaveLength(1);
    expect(await waitingFor(duty)).not.toContainEqual(expect.objectContaining({ id }));
    const decidedQuery = `{ reviewTasks(filter: { state: DECIDED }) { ${listFields} } }`;
    expect(list.parse(await hub.ask(duty, decidedQuery)).reviewTasks?.nodes.map((one) => one.id)).toContain(id);
    expect(await show(second, id)).toMatchObject({ decision: 'SAME', votes: [{ decision: 'SAME' }] });
  });

  test('stays another child for ever when somebody says so, even once a number says otherwise', async () => {
    const lines = doubtful('Drusilla');
    const { id } = await put(lines);
    expect(await decide(duty, id, 'DIFFERENT')).toMatchObject({ decision: 'DIFFERENT', effect: 'HELD_APART' });
    await hub.send(
      'numbers.upsert',
      lines.map((line) => ({ ...line, family: 'Marsden', nhs: nhsNumber(70) })),
    );
    expect(await childrenNamed('Drusilla')).toBe(2);
  });

  test('is a possible brother or sister when somebody says so: beside the other, and never the same', async () => {
    const { id, childId, candidateChildId } = await put(doubtful('Rosalind'));
    expect(await decide(duty, id, 'SIBLING')).toMatchObject({ decision: 'SIBLING', effect: 'HELD_APART' });
    const siblings = await hub.rows(
      `select 1 from possible_sibling where stated_by = 'PERSON' and known_to = 'infinity'`,
    );
    expect(siblings).toHaveLength(1);
    expect(childId).not.toBe(candidateChildId);
    expect(await childrenNamed('Rosalind')).toBe(2);
  });
});

describe('a decision is taken', () => {
  test('only by whoever has the review in hand, by the version they saw, and once', async () => {
    const { id, version } = await put(doubtful('Winifred'));
    const vote = { taskId: id, decision: 'SAME', reason: because };
    expect(await act(duty, 'reviewDecide', { ...vote, expectedVersion: version })).toMatchObject({
      code: 'NOT_CLAIMED',
    });
    const claimed = await claim(duty, id);
    expect(await claim(third, id)).toMatchObject({ code: 'NOT_CLAIMED' });
    const seen = { ...vote, expectedVersion: claimed.version };
    expect(await act(third, 'reviewDecide', seen)).toMatchObject({ code: 'NOT_CLAIMED' });
    expect(await act(duty, 'reviewDecide', { ...seen, expectedVersion: version })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(await act(duty, 'reviewDecide', { ...seen, reason: 'so' })).toMatchObject({ code: 'INVALID_REQUEST' });
    const key = { idempotencyKey: 'the very same key' };
    const first = await act(duty, 'reviewDecide', { ...seen, ...key });
    expect(first).toMatchObject({ state: 'DECIDED', effect: 'JOINED' });
    expect(await act(duty, 'reviewDecide', { ...seen, ...key })).toEqual(first);
    expect(await claim(third, id)).toMatchObject({ code: 'OVERTAKEN' });
  });

  test('by another when the first one has not come back within the hour', async () => {
    const { id } = await put(doubtful('Philippa'));
    const { version } = await claim(duty, id);
    hub.setClock('2026-03-02T10:00:01.000Z');
    const late = { taskId: id, decision: 'SAME', reason: because, expectedVersion: version };
    expect(await act(duty, 'reviewDecide', late)).toMatchObject({ code: 'NOT_CLAIMED' });
    expect(await decide(third, id, 'DIFFERENT')).toMatchObject({ state: 'DECIDED' });
    hub.setClock('2026-03-02T09:00:00.000Z');
  });

  test('no more where what was asked has been answered by better evidence meanwhile', async () => {
    const lines = doubtful('Clementine');
    const { id } = await put(lines);
    await hub.send(
      'better.upsert',
      lines.map((line) => ({ ...line, family: 'Marsden' })),
    );
    expect(await childrenNamed('Clementine')).toBe(1);
    expect(await claim(duty, id)).toMatchObject({ code: 'OVERTAKEN' });
  });
});

describe('where two are asked', () => {
  test('the second is another person, who is not told what the first one said', async () => {
    const { id } = await put(numbered('Leopold', 10));
    expect(await decide(duty, id, 'DIFFERENT')).toMatchObject({ state: 'WAITING', decision: null, effect: null });
    expect(await claim(duty, id)).toMatchObject({ code: 'ANOTHER_PERSON_NEEDED' });
    const stored = await hub.rows('select state from review_task where id = $1', [id.replace('ReviewTask:', '')]);
    expect(stored).toEqual([{ state: 'SECOND_VOTE' }]);
    expect(await show(second, id)).toMatchObject({ votes: null, isDisputed: null, evidence: { score: null } });
    expect(await show(duty, id)).toMatchObject({ votes: [{ decision: 'DIFFERENT', reason: because }] });
    expect(await decide(second, id, 'DIFFERENT')).toMatchObject({ state: 'DECIDED', effect: 'HELD_APART' });
  });

  test('two who differ leave it to a third; whoever only settles disputes may not vote before', async () => {
    const { id } = await put(numbered('Bartholomew', 15));
    const globalOf = async () => (await waitingFor(protector))?.map((task) => task.id) ?? [];
    const ids = await globalOf();
    const outcomes = await Promise.all(ids.map((one) => claim(protector, one)));
    expect(new Set(outcomes.map(({ code }) => code))).toEqual(new Set(['NOT_PERMITTED']));
    await decide(duty, id, 'DIFFERENT');
    expect(await decide(second, id, 'SIBLING')).toMatchObject({ state: 'WAITING', decision: null });
    const disputed = z.object({
      reviewTasks: z.object({ nodes: z.array(z.object({ id: z.string(), isDisputed: z.boolean() })) }),
    });
    const seen = disputed.parse(await hub.ask(protector, '{ reviewTasks { nodes { id isDisputed } } }')).reviewTasks
      .nodes;
    const [toSettle] = seen.filter(({ isDisputed }) => isDisputed);
    expect(await decide(protector, toSettle?.id ?? '', 'DIFFERENT')).toMatchObject({ decision: 'DIFFERENT' });
  });

  test('two who say that two NHS numbers are one child are kept, and take effect once the number is put right', async () => {
    const lines = numbered('Ignatius', 20);
    const { id } = await put(lines);
    await decide(duty, id, 'SAME');
    expect(await decide(second, id, 'SAME')).toMatchObject({ decision: 'SAME', effect: 'NOT_JOINED' });
    expect(await childrenNamed('Ignatius')).toBe(2);
    await hub.send(
      'corrected.upsert',
      lines.slice(1).map((line) => ({ ...line, nhs: nhsNumber(20) })),
    );
    expect(await childrenNamed('Ignatius')).toBe(1);
  });
});

describe('a review is shown', () => {
  test('to nobody without a relationship to both children, and no role that has no say', async () => {
    const { id } = await put(doubtful('Ottoline'));
    expect(await waitingFor(stranger)).toEqual([]);
    expect(await show(stranger, id)).toBeNull();
    expect(await claim(stranger, id)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await waitingFor(teacher)).toBeNull();
    expect(await show(teacher, id)).toBeNull();
    expect(await claim(teacher, id)).toMatchObject({ code: 'NOT_PERMITTED' });
  });

  test('to who may not see a field as whether it agrees, and nothing it could be worked out from', async () => {
    const [task] = (await waitingFor(protector)) ?? [];
    const review = await show(protector, task?.id ?? '');
    expect(review).toMatchObject({
      ...{ reason: 'REVIEW', dueAt: null, hasRiskFlag: null, conflicts: [] },
      evidence: { isCovered: true, sentence: null, guards: [], score: null },
    });
    expect(review?.evidence.terms).not.toEqual([]);
    for (const { agreement, level, weight } of review?.evidence.terms ?? []) {
      expect([agreement, level, weight]).toEqual([expect.stringMatching(/AGREES|DIFFERS/), null, null]);
    }
    expect(JSON.stringify(review)).not.toMatch(/Marsden|Marston|2012|Tansley|DN4|999/);
    expect(JSON.stringify(review)).toContain('WITHHELD_BY_POLICY');
  });

  test('by two hubs that differ only in what the reader may not see, byte for byte the same', async () => {
    const answers: string[] = [];
    for (const [given, ...families] of [
      ['Muhammad', 'Marsden', 'Marston'],
      ['Zebedee', 'Holt', 'Hault'],
    ]) {
      const own = await openReviewHub();
      const side = { given: given ?? '', born: given === 'Zebedee' ? '2009-11-30' : '2012-05-14', missing: absent };
      await own.send(
        'a.upsert',
        families.map((family) => ({ ...side, key: family, child: family, family })),
      );
      const id = list.parse(await own.ask(protector, `{ reviewTasks { ${listFields} } }`)).reviewTasks?.nodes[0]?.id;
      const said = await own.text(protector, showQuery, { id });
      // Ids are drawn.
      answers.push(said.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'));
      await own.close();
    }
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain('"isCovered":true');
  });

  test('of a missing child first, to who may know that; to others by age', async () => {
    await put(doubtful('Perpetua', { missing: { from: '2026-03-01' } }));
    const first = async (viewer: Viewer) => {
      const named = z.object({
        reviewTasks: z.object({ nodes: z.array(z.object({ id: z.string(), missingNow: z.boolean().nullable() })) }),
      });
      return named.parse(await hub.ask(viewer, '{ reviewTasks { nodes { id missingNow } } }')).reviewTasks.nodes;
    };
    const mine = await first(duty);
    expect(mine.map(({ missingNow }) => missingNow).indexOf(true)).toBe(0);
    const aged = await first(protector);
    expect(aged.length).toBe(mine.length);
    expect(new Set(aged.map(({ missingNow }) => missingNow))).toEqual(new Set([null]));
    const page = z.object({
      reviewTasks: z.object({
        nodes: z.array(summary),
        pageInfo: z.object({ endCursor: z.string().nullable(), hasNextPage: z.boolean() }),
      }),
    });
    const all: string[] = [];
    for (let after: string | null = null; ; ) {
      const query = `query($after: String) { reviewTasks(first: 1, after: $after) { ${listFields} pageInfo { endCursor hasNextPage } } }`;
      const { nodes, pageInfo }: z.infer<typeof page>['reviewTasks'] = page.parse(
        await hub.ask(duty, query, { after }),
      ).reviewTasks;
      all.push(...nodes.map(({ id }) => id));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(all).toEqual(mine.map(({ id }) => id));
  });

  test('and the ledger says so, of both children', async () => {
    const [task] = (await waitingFor(duty)) ?? [];
    const before = await hub.rows<{ n: number }>('select count(*)::int n from ledger_entry');
    await show(duty, task?.id ?? '');
    const [entry] = await hub.rows<{ children: string[]; n: number }>(
      `select array(select t ->> 0 from jsonb_array_elements(touched) t) children, (select count(*)::int from ledger_entry) n
       from ledger_entry order by sequence desc limit 1`,
    );
    expect(entry?.n).toBe((before[0]?.n ?? 0) + 1);
    const own = [task?.childId, task?.candidateChildId].map((id) => id?.replace('Child:', ''));
    expect(entry?.children).toEqual(expect.arrayContaining(own));
  });
});
