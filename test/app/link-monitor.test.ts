import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkBatch } from '../../src/app/link/link-batch.ts';
import { monitorLinks } from '../../src/app/link/monitor.ts';
import { checkControls } from '../../src/app/link/monitor-controls.ts';
import { compareHidden, hideNumbers } from '../../src/app/link/monitor-hidden.ts';
import { kappaOf, reviewFigures } from '../../src/app/link/monitor-reviews.ts';
import { loadFrozenModel } from '../../src/domain/link/link-model.ts';
import { childShape, type LinkRecord } from '../../src/domain/link/link-record.ts';
import { zoneThresholds } from '../../src/domain/matching.ts';
import type { CountedReview } from '../../src/store/monitor-linkage.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { type Line, nhsNumber } from '../support/lines-adapter.ts';
import { bornOn, type CaseRecord, linkRecord } from '../support/link-cases.ts';

const review = (more: Partial<CountedReview>): CountedReview => ({
  ...{
    needsSecond: false,
    state: 'DECIDED',
    decision: 'SAME',
    votes: ['SAME'],
    openedAt: '2026-03-01T09:00:00.000000Z',
  },
  ...more,
});

describe('how well people decide', () => {
  test.for<readonly [string, Parameters<typeof kappaOf>[0], number | null]>([
    [
      'is 1 where they always agree',
      [
        ['SAME', 'SAME'],
        ['DIFFERENT', 'DIFFERENT'],
      ],
      1,
    ],
    [
      'is 0 where they agree as often as chance would have it',
      [
        ['SAME', 'SAME'],
        ['SAME', 'DIFFERENT'],
        ['DIFFERENT', 'SAME'],
        ['DIFFERENT', 'DIFFERENT'],
      ],
      0,
    ],
    [
      'is below 0 where they differ more than chance would have it',
      [
        ['SAME', 'DIFFERENT'],
        ['DIFFERENT', 'SAME'],
      ],
      -1,
    ],
    [
      'says nothing where all say one thing',
      [
        ['SAME', 'SAME'],
        ['SAME', 'SAME'],
      ],
      null,
    ],
    ['says nothing of nobody', [], null],
  ])('%s', ([, pairs, kappa]) => {
    expect(kappaOf(pairs)).toBe(kappa);
  });

  test('counts reviews: a first vote that was overturned, and leaves who was unsure out', () => {
    const figures = reviewFigures([
      review({}),
      review({ votes: ['SAME', 'SAME'] }),
      review({ votes: ['SAME', 'UNSURE', 'DIFFERENT', 'DIFFERENT'], decision: 'DIFFERENT' }),
      review({ state: 'OPEN', decision: null, votes: ['UNSURE'] }),
      review({ state: 'OVERTAKEN', decision: null, votes: [] }),
    ]);
    expect(figures).toMatchObject({ waiting: 1, decided: 3, overtaken: 1, votedTwice: 2, overturned: 0.5, kappa: 0 });
    expect(figures.same).toBeCloseTo(2 / 3);
  });
});

const side = (id: string, more: CaseRecord): LinkRecord =>
  linkRecord({ id, source: id.slice(0, id.indexOf(' ')), born: bornOn('2012-05-14'), postcodes: ['DN4 0ZZ'], ...more });

/** Each child in two sources; the last two are twins of one name. */
const records: readonly LinkRecord[] = ['health', 'education'].flatMap((source) => [
  side(`${source} 1`, { given: 'Leopold', surname: 'Webb', nhs: nhsNumber(1) }),
  side(`${source} 2`, { given: 'Aisha', surname: 'Hussain', nhs: nhsNumber(2), postcodes: ['DN1 0ZZ'] }),
  side(`${source} 3`, { given: 'Ella', surname: 'Orme-Hall', nhs: nhsNumber(3), postcodes: ['DN2 0ZZ'] }),
  side(`${source} 4`, { given: 'Ella', surname: 'Orme-Hall', nhs: nhsNumber(4), postcodes: ['DN2 0ZZ'] }),
]);

const hiddenClusters = () =>
  linkBatch({
    ...{ records: records.map(hideNumbers), shape: childShape, model: loadFrozenModel(), isOfChildren: true },
    ...{ thresholds: zoneThresholds.usual, mayPair: () => true, onProgress: () => undefined },
    registers: new Set(['health', 'education']),
  }).clusters.clusterOf;

describe('linked anew without any number', () => {
  test('what the numbers say is one child is found, or not, by how the name is written', () => {
    const { byNumbering, byNameGroup } = compareHidden(records, hiddenClusters(), () => 'A');
    expect(byNumbering).toMatchObject([
      { numbering: 'nhs', records: 8, numbers: 4, pairs: 4 },
      { numbering: 'upn', records: 0, numbers: 0, pairs: 0, recall: 1 },
    ]);
    const recalls = new Map(byNameGroup.map(({ group, pairs, found }) => [group, [pairs, found]]));
    expect(recalls.get('all others')).toEqual([1, 1]);
    expect(recalls.get('written in several ways')).toEqual([1, 1]);
    expect(recalls.get('double-barrelled')?.[0]).toBe(2);
  });

  test('one cluster of two numbers is a wrong one', () => {
    const { byNumbering } = compareHidden(
      records,
      () => 'all',
      () => 'A',
    );
    expect(byNumbering[0]).toMatchObject({ found: 4, recall: 1, wrongClusters: 1, wrongPer100k: 25_000 });
  });
});

describe('children known to be two', () => {
  const held = records.map((record) => {
    const [number = ''] = record.identifiers.flatMap((one) => one ?? []);
    return { subjectId: record.id, childId: number, record };
  });

  test('are no incident where the hub keeps them apart', () => {
    const { figures, incidents } = checkControls({ held, links: [], hiddenClusterOf: (id) => id });
    expect(incidents).toEqual([]);
    expect(figures).toEqual([
      { kind: 'TWINS', pairs: 1, incidents: 0, joinedWhenHidden: 0 },
      { kind: 'SIBLINGS', pairs: 0, incidents: 0, joinedWhenHidden: 0 },
      { kind: 'ONE_SOURCE', pairs: 0, incidents: 0, joinedWhenHidden: 0 },
    ]);
  });

  test('are one where it links them, or has them in one child', () => {
    const links = [{ a: 'health 3', b: 'education 4' }];
    const linked = checkControls({ held, links, hiddenClusterOf: () => 'all' });
    expect(linked.incidents).toEqual([{ kind: 'TWINS', what: 'LINKED', sourcePersons: ['health 3', 'education 4'] }]);
    expect(linked.figures[0]).toMatchObject({ joinedWhenHidden: 1 });
    const one = held.map((each) => ({ ...each, childId: 'one' }));
    expect(checkControls({ held: one, links: [], hiddenClusterOf: (id) => id }).incidents).toMatchObject([
      { kind: 'TWINS', what: 'ONE_CHILD' },
    ]);
  });
});

describe('a hub', () => {
  let hub: IngestHub;
  beforeAll(async () => {
    hub = await createIngestHub();
    const twin: Line = {
      key: 't1',
      child: 't1',
      given: 'Ella',
      family: 'Webb',
      born: '2012-05-14',
      postcode: 'DN4 0ZZ',
    };
    await hub.send('a.upsert', [
      { ...twin, nhs: nhsNumber(1) },
      { ...twin, key: 't2', child: 't2', given: 'Ellie', nhs: nhsNumber(2) },
      {
        ...twin,
        key: 'u',
        child: 'u',
        given: 'Rupert',
        born: '2010-01-02',
        postcode: 'DN1 0ZZ',
        missing: { from: '2009-12-01' },
      },
    ]);
    await hub.send('b.upsert', [{ ...twin, nhs: nhsNumber(1) }], { organisation: 'E08000018' });
  });
  afterAll(() => hub.database.drop());

  const look = () =>
    monitorLinks({ pools: hub.database.pools, thresholds: zoneThresholds.usual, onProgress: () => undefined });

  test('without a mistake raises no alarm, and says what cannot be true all the same', async () => {
    const monitor = await look();
    expect(monitor).toMatchObject({ records: 4, children: 3, alarms: [], incidents: [], largeChildren: [] });
    expect(monitor.controls[0]).toMatchObject({ kind: 'TWINS', pairs: 1, incidents: 0 });
    expect(monitor.hidden.byNumbering[0]).toMatchObject({ records: 3, pairs: 1 });
    expect(monitor.impossible.map(({ scenario }) => scenario)).toEqual(['ABSENT_BEFORE_BIRTH']);
    expect(monitor.overflow).toEqual({ keys: 0, sourcePersons: 0, largest: 0 });
    expect(await hub.differences()).toEqual([]);
  });

  /** States facts of a source person, as of the record that first spoke of them. */
  const state = async (table: string, columns: string, rows: readonly string[]) => {
    for (const [place, row] of rows.entries()) {
      await hub.ask(
        `with s as (select p.* from person p
             join subject j on j.id = p.subject_id and j.key = 'u' where p.known_to = 'infinity' limit 1),
           f as (insert into fact (id, kind, organisation, system, key, subject_id)
             select gen_random_uuid(), $1::text, organisation, 'lines', $2, subject_id from s returning id)
         insert into ${table} (id, known_from, subject_id, child_id, organisation, source_record_id, key, received_at,
           absences, ${columns})
         select f.id, s.known_from, s.subject_id, s.child_id, ${place === 0 ? 's.organisation' : `'E08000018'`},
           s.source_record_id, $2, s.received_at, '{}', ${row} from s, f`,
        [table, `${table} ${place} ${row}`],
      );
    }
  };
  const scenarios = async () => (await look()).impossible.map(({ scenario }) => scenario).toSorted();

  test('names who is on two rolls or placed twice at once, and not who is a guest, or moved', async () => {
    const roll = 'school, status, started_on, ended_on';
    await state('enrolment', roll, [
      `'3714000', 'CURRENT_MAIN', '2025-09-01', null::date`,
      `'3714001', 'GUEST', '2026-01-10', null::date`,
      `'3714001', 'CURRENT', '2024-09-01', '2025-09-01'`,
    ]);
    const placed = 'placement_postcode, started_on, ended_on';
    await state('placement', placed, [`'DN4 0ZZ', '2025-09-01', '2026-01-01'`, `'DN1 0ZZ', '2026-01-01', null::date`]);
    expect(await scenarios()).toEqual(['ABSENT_BEFORE_BIRTH']);
    await state('enrolment', roll, [`'3714001', 'CURRENT', '2026-01-10', null::date`]);
    await state('placement', placed, [`'DN2 0ZZ', '2025-10-01', null::date`]);
    expect(await scenarios()).toEqual(['ABSENT_BEFORE_BIRTH', 'TWO_PLACEMENTS_AT_ONCE', 'TWO_SCHOOLS_AT_ONCE']);
  });

  test('that has twins for one child raises the alarm', async () => {
    await hub.ask(`update membership set child_id = (select child_id from membership m join subject s on s.id = m.subject_id
      where s.key = 't1' limit 1) where subject_id = (select id from subject where key = 't2')`);
    const monitor = await look();
    expect(monitor.incidents).toMatchObject([{ kind: 'TWINS', what: 'ONE_CHILD' }]);
    expect(monitor.alarms).toEqual([
      'pairs known to be two children that are linked: 1',
      'children with two current NHS numbers: 1',
    ]);
  });
});
