import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type Line, nhsNumber } from '../support/lines-adapter.ts';
import { openReviewHub, people, type ReviewHub } from '../support/review-hub.ts';

const { duty, second, third, protector, stranger } = people;

/** Two children of two authorities, of whom one record can be made to bear the other’s number. */
const pair = (name: string, n: number): readonly [Line, Line] => [
  {
    ...{ key: `${name} 1`, child: `${name} 1`, given: name, family: 'Fairburn', born: '2012-05-14' },
    ...{ nhs: nhsNumber(n), religion: 'Quaker', missing: { from: '2026-02-20', to: '2026-02-21', place: 'the canal' } },
  },
  {
    ...{ key: `${name} 2`, child: `${name} 2`, given: name, family: 'Ackroyd', born: '2012-05-14' },
    ...{ nhs: nhsNumber(n + 1), missing: { from: '2026-02-25', to: '2026-02-26', place: 'the station' } },
  },
];
const there = 'E08000018';
const elsewhere: Viewer = { ...second, organisation: there, person: 'worker-8' };

let hub: ReviewHub;
beforeAll(async () => {
  hub = await openReviewHub();
});
afterAll(() => hub.close());

const viewFields = `{ id givenNames familyName birthOn nhsNumber religion identifiers { system value } absences { field reason }
  provenance { field organisation statedAt } conflicts { field organisation value }
  episodes { id startedOn endedOn foundPlace sources { organisation startedOn } } }`;
const view = (viewer: Viewer, id: string) =>
  hub.text(viewer, `query($id: ID!) { child(id: $id) ${viewFields} }`, { id });

const childIds = async (viewer: Viewer): Promise<readonly string[]> =>
  z
    .object({ children: z.object({ nodes: z.array(z.object({ id: z.string() })) }) })
    .parse(await hub.ask(viewer, '{ children(first: 200) { nodes { id } } }'))
    .children.nodes.map(({ id }) => id);

const sources = z.object({
  sourcePersons: z.array(z.object({ sourcePerson: z.string(), familyName: z.string().nullable() })).nullable(),
});
const sourcesOf = async (viewer: Viewer, childId: string) =>
  sources.parse(
    await hub.ask(viewer, 'query($id: ID!) { sourcePersons(childId: $id) { sourcePerson familyName } }', {
      id: childId,
    }),
  ).sourcePersons;

const payload = z.looseObject({
  ...{ code: z.string().optional(), requestId: z.string().optional() },
  ...{ state: z.string().optional(), childId: z.string().optional(), separated: z.array(z.string()).optional() },
});
let keys = 0;
const reason = 'Two girls of the same name, says the school';
const asks = async (viewer: Viewer, childId: string, sourcePersons: readonly string[]) => {
  keys += 1;
  const input = { childId, sourcePersons, reason, idempotencyKey: `unlink-test-${keys}` };
  const query = `mutation($input: UnlinkRequestInput!) { unlinkRequest(input: $input) {
    ... on UnlinkAsked { requestId } ... on Refusal { code } } }`;
  return payload.parse((await hub.ask(viewer, query, { input }))['unlinkRequest']);
};
const settles = async (viewer: Viewer, mutation: 'unlinkApprove' | 'unlinkRefuse', requestId: string) => {
  keys += 1;
  const input = { requestId, note: 'Compared both files myself', idempotencyKey: `unlink-test-${keys}` };
  const query = `mutation($input: UnlinkSettleInput!) { ${mutation}(input: $input) {
    ... on UnlinkSettled { requestId state childId separated } ... on Refusal { code } } }`;
  return payload.parse((await hub.ask(viewer, query, { input }))[mutation]);
};

const review = z.object({
  reviewTasks: z.object({
    nodes: z.array(z.object({ id: z.string(), childId: z.string(), candidateChildId: z.string() })).length(1),
  }),
});
const onlyReview = async () => {
  const found = review.parse(await hub.ask(duty, '{ reviewTasks { nodes { id childId candidateChildId } } }'));
  const [only] = found.reviewTasks.nodes;
  if (!only) throw new Error('no review');
  return only;
};
const sayIsOne = async (taskId: string) => {
  const claim = `mutation($input: ReviewClaimInput!) { reviewClaim(input: $input) { ... on ReviewStanding { version } } }`;
  const claimed = await hub.ask(duty, claim, { input: { taskId, idempotencyKey: 'claims it for an hour' } });
  const { version } = z.object({ version: z.number() }).parse(claimed['reviewClaim']);
  const decide = `mutation($input: ReviewDecideInput!) { reviewDecide(input: $input) { ... on ReviewStanding { effect } } }`;
  const vote = { taskId, decision: 'SAME', reason, expectedVersion: version, idempotencyKey: 'says they are one' };
  expect(await hub.ask(duty, decide, { input: vote })).toEqual({ reviewDecide: { effect: 'JOINED' } });
};

interface Wrongly {
  /** The two as they were before, and the one they became. */
  readonly mine: string;
  readonly theirs: string;
  readonly before: readonly [string, string];
  readonly joined: string;
}

/** Two children, whom a number typed wrongly makes one. */
const linkWrongly = async (name: string, n: number): Promise<Wrongly> => {
  const [one, other] = pair(name, n);
  const [known, knownThere] = [await childIds(duty), await childIds(elsewhere)];
  await hub.send(`${name} a.upsert`, [one]);
  await hub.send(`${name} b.upsert`, [other], there);
  const mine = (await childIds(duty)).find((id) => !known.includes(id)) ?? '';
  const theirs = (await childIds(elsewhere)).find((id) => !knownThere.includes(id)) ?? '';
  const before = [await view(duty, mine), await view(elsewhere, theirs)] as const;
  await hub.send(`${name} wrong.upsert`, [{ ...other, nhs: nhsNumber(n) }], there);
  const joined = (await childIds(elsewhere)).find((id) => !knownThere.includes(id)) ?? '';
  return { mine, theirs, before, joined };
};

/** Takes the others’ record out of the child, and puts its number right. */
const takeApart = async ({ joined }: Wrongly): Promise<void> => {
  const wrong = (await sourcesOf(duty, joined))?.find(({ familyName }) => familyName === 'Ackroyd');
  const { requestId } = await asks(duty, joined, [wrong?.sourcePerson ?? '']);
  const settled = await settles(second, 'unlinkApprove', requestId ?? '');
  expect(settled).toMatchObject({ state: 'APPROVED', childId: joined });
};

describe('two children who were taken for one', () => {
  test('are two again, each as before to the byte, and so is who reaches them', async () => {
    const wrongly = await linkWrongly('Rowena', 30);
    const { mine, theirs, joined } = wrongly;
    expect([joined, theirs]).toEqual([mine, theirs]);
    expect(await view(elsewhere, theirs)).toContain('canal');
    expect(await childIds(duty)).toContain(mine);
    await takeApart(wrongly);
    const [ofMine] = wrongly.before;
    expect(await view(duty, mine)).toBe(ofMine);
    const restored = await view(elsewhere, theirs);
    expect(restored).toContain(theirs);
    expect(restored).not.toContain('canal');
    expect(await childIds(elsewhere)).not.toContain(mine);
    expect(await childIds(duty)).not.toContain(theirs);
    // The number was typed wrongly at its source, and is still: once it is right, all is as it was.
    await hub.send('Rowena right.upsert', [pair('Rowena', 30)[1]], there);
    expect(await view(elsewhere, theirs)).toBe(wrongly.before[1]);
    expect(await hub.rows(`select 1 from child_alias where known_to = 'infinity'`)).toEqual([]);
  });

  test('are two again where a person had said that they are one: nothing at all is left of it', async () => {
    const known = await childIds(duty);
    const sides = ['Marsden', 'Marston'].map((family, at): Line => {
      const missing = { from: `2026-02-0${at + 1}`, to: `2026-02-0${at + 2}` };
      return { key: `o ${at}`, child: `o ${at}`, given: 'Ophelia', family, born: '2012-05-14', missing };
    });
    await hub.send('Ophelia.upsert', sides);
    const both = (await childIds(duty)).filter((id) => !known.includes(id));
    const before = await Promise.all(both.map((id) => view(duty, id)));
    const { id, childId, candidateChildId } = await onlyReview();
    expect([childId, candidateChildId].toSorted()).toEqual(both.toSorted());
    await sayIsOne(id);
    const joined = (await childIds(duty)).filter((one) => both.includes(one));
    expect(joined).toHaveLength(1);
    expect(before).not.toContain(await view(duty, joined[0] ?? ''));
    const people = await sourcesOf(duty, joined[0] ?? '');
    const { requestId = '' } = await asks(duty, joined[0] ?? '', [people?.[1]?.sourcePerson ?? '']);
    expect(await settles(second, 'unlinkApprove', requestId)).toMatchObject({ state: 'APPROVED' });
    expect(await Promise.all(both.map((one) => view(duty, one)))).toEqual(before);
  });

  test('only when another person approves: not the one who asks, and nobody who has no say', async () => {
    const { joined } = await linkWrongly('Sybil', 40);
    const [one, other] = (await sourcesOf(duty, joined)) ?? [];
    expect(await asks(stranger, joined, [one?.sourcePerson ?? ''])).toMatchObject({ code: 'NOT_FOUND' });
    expect(await sourcesOf(stranger, joined)).toBeNull();
    expect(await asks(duty, joined, [])).toMatchObject({ code: 'INVALID_REQUEST' });
    const both = [one?.sourcePerson ?? '', other?.sourcePerson ?? ''];
    expect(await asks(duty, joined, both)).toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await asks(duty, joined, [joined.replace('Child', 'SourcePerson')])).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    const { requestId = '' } = await asks(duty, joined, both.slice(0, 1));
    expect(await settles(duty, 'unlinkApprove', requestId)).toMatchObject({ code: 'ANOTHER_PERSON_NEEDED' });
    const elsewhereToo: Viewer = { ...duty, organisation: there };
    expect(await settles(elsewhereToo, 'unlinkApprove', requestId)).toMatchObject({ code: 'ANOTHER_PERSON_NEEDED' });
    expect(await settles(stranger, 'unlinkApprove', requestId)).toMatchObject({ code: 'NOT_FOUND' });
    const waiting = `{ unlinkRequests { id reason askedBy } }`;
    expect(await hub.ask(second, waiting)).toMatchObject({
      unlinkRequests: [{ id: requestId, reason, askedBy: 'duty-1' }],
    });
    expect(await hub.ask(stranger, waiting)).toEqual({ unlinkRequests: [] });
    expect(await hub.ask(protector, waiting)).toMatchObject({ unlinkRequests: [{ reason: null, askedBy: null }] });
    expect(await settles(third, 'unlinkRefuse', requestId)).toMatchObject({ state: 'REFUSED', separated: [] });
    expect(await settles(second, 'unlinkApprove', requestId)).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(await sourcesOf(duty, joined)).toHaveLength(2);
  });
});

describe('the recall list', () => {
  const disclosed = z.object({
    recallList: z.object({
      nodes: z.array(z.object({ at: z.string(), person: z.string().nullable(), organisation: z.string() })),
    }),
  });
  const recall = async (childId: string, more = '') => {
    const query = `query($id: ID!) { recallList(childId: $id, first: 200 ${more}) { nodes { at person organisation } } }`;
    return disclosed.parse(await hub.ask(protector, query, { id: childId })).recallList.nodes;
  };
  /** The protection officer’s own id for a child: they read under pseudonyms. */
  const idsOfProtector = async () => childIds(protector);

  test('is everybody who was shown either child while it was wrongly linked, and nobody else', async () => {
    const known = await idsOfProtector();
    const reader = (person: string, viewer: Viewer = duty): Viewer => ({ ...viewer, person });
    const [one, other] = pair('Isolde', 50);
    const mineBefore = await childIds(duty);
    await hub.send('Isolde a.upsert', [one]);
    await hub.send('Isolde b.upsert', [other], there);
    const mine = (await childIds(duty)).find((id) => !mineBefore.includes(id)) ?? '';
    await view(reader('too-early'), mine);
    await hub.send('Isolde wrong.upsert', [{ ...other, nhs: nhsNumber(50) }], there);
    hub.setClock('2026-03-02T11:00:00.000Z');
    await view(reader('reader-1'), mine);
    await view(reader('reader-2', elsewhere), mine);
    await hub.ask(reader('reader-3'), 'query($id: ID!) { sourcePersons(childId: $id) { familyName } }', { id: mine });
    const joinedAt = await hub.rows<{ at: string }>('select last_known at from lane');
    hub.setClock('2026-03-02T12:00:00.000Z');
    await takeApart({ mine, theirs: '', before: ['', ''], joined: mine });
    await view(reader('too-late'), mine);
    const asKnownAt = joinedAt[0]?.at.replace(' ', 'T').replace('+00', 'Z') ?? '';
    const past = 'query($id: ID!, $at: DateTime) { child(id: $id, asKnownAt: $at) { givenNames } }';
    await hub.ask(reader('reader-of-the-past'), past, { id: mine, at: asKnownAt });

    const now = (await idsOfProtector()).filter((id) => !known.includes(id));
    const lists = await Promise.all(now.map((id) => recall(id)));
    const people = (list: (typeof lists)[number]) =>
      list.map(({ person }) => person).filter((person) => person?.startsWith('reader'));
    for (const list of lists) {
      expect(people(list).toSorted()).toEqual(['reader-1', 'reader-2', 'reader-3', 'reader-of-the-past']);
      expect(list.map(({ person }) => person)).not.toContain('too-early');
      expect(list.map(({ person }) => person)).not.toContain('too-late');
    }
    const [ledger] = await hub.rows<{ ids: string[] }>(
      `select array_agg(e.id::text order by e.id) ids from ledger_entry e, unlink_request u
       where exists (select 1 from jsonb_array_elements(e.touched) t where (t ->> 0)::uuid = u.child_id)
         and u.reason = $1 and u.id = (select id from unlink_request order by asked_at desc limit 1)
         and coalesce(least(e.known_at, e.as_known_at), e.at) < u.known_at
         and coalesce(least(e.known_at, e.as_known_at), e.at) >=
           (select max(m.known_from) from membership m where m.child_id = u.child_id and m.known_to = u.known_at)`,
      [reason],
    );
    expect(lists[0]).toHaveLength(ledger?.ids.length ?? 0);
    const [first] = now;
    const later = await recall(first ?? '', ', from: "2026-03-02T11:30:00.000Z"');
    expect(people(later)).toEqual(['reader-of-the-past']);
  });

  test('is empty for a child that was never linked wrongly, and nothing to who may not see the log', async () => {
    const [one] = pair('Gwendolen', 60);
    const known = await idsOfProtector();
    const mineBefore = await childIds(duty);
    await hub.send('Gwendolen.upsert', [one]);
    const mine = (await childIds(duty)).find((id) => !mineBefore.includes(id)) ?? '';
    await view(duty, mine);
    const [child] = (await idsOfProtector()).filter((id) => !known.includes(id));
    expect(await recall(child ?? '')).toEqual([]);
    expect(await hub.ask(duty, 'query($id: ID!) { recallList(childId: $id) { nodes { at } } }', { id: mine })).toEqual({
      recallList: null,
    });
  });
});
