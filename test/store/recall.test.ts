import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldListOf, firstHash } from '../../src/domain/ledger-entry.ts';
import { openAccessLog } from '../../src/store/access-log.ts';
import { insertLedgerEntries } from '../../src/store/ledger-entries.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { rounds } from '../support/depth.ts';
import { newRandom, type Random } from '../support/random.ts';

const seed = Number(process.env['HOMEWARD_SEED'] ?? 20151025);
const PEOPLE = 4;
const MINUTES = 30;

/** The minute of a day as an instant. */
const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 9, minute)).toISOString();

/** Which child each source person was, minute by minute: a source person's own, or another's. */
type History = readonly (readonly number[])[];

/** A disclosure of a child: what the hub had come to know when it was read, and which past was read. */
interface Shown {
  readonly child: number;
  readonly knownAt: number | null;
  readonly asKnownAt: number | null;
  readonly minute: number;
}

const drawHistory = (random: Random): History => {
  const history = [Array.from({ length: PEOPLE }, (_, person) => person)];
  while (history.length < MINUTES) {
    const next = [...(history.at(-1) ?? [])];
    if (random.next() < 0.2) next[random.below(PEOPLE)] = random.below(PEOPLE);
    history.push(next);
  }
  return history;
};

const drawShown = (random: Random): Shown => {
  const minute = random.below(MINUTES);
  const knownAt = random.next() < 0.2 ? null : minute;
  const asKnownAt = knownAt !== null && random.next() < 0.3 ? random.below(MINUTES) : null;
  return { child: random.below(PEOPLE), knownAt, asKnownAt, minute };
};

const readMinute = ({ knownAt, asKnownAt, minute }: Shown): number =>
  Math.min(knownAt ?? asKnownAt ?? minute, asKnownAt ?? knownAt ?? minute);

/** Whether a child was, in the past that was read, somebody who is this child now together with somebody who is not. */
const isRecalled = (history: History, child: number, shown: Shown): boolean => {
  const [now, then] = [history.at(-1) ?? [], history[readMinute(shown)] ?? []];
  const together = then.flatMap((home, person) => (home === shown.child ? [now[person] === child] : []));
  return together.includes(true) && together.includes(false);
};

/** A person's memberships. */
const spellsOf = (history: History, person: number) => {
  const homes = history.map((minute) => minute[person] ?? person);
  const starts = homes.flatMap((home, minute) => (minute === 0 || homes[minute - 1] !== home ? [minute] : []));
  return starts.map((start, place) => {
    const end = starts[place + 1];
    return { home: homes[start] ?? person, from: at(start), until: end === undefined ? 'infinity' : at(end) };
  });
};

describe('who was shown a child while it was wrongly linked', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  const keepHistory = async (history: History): Promise<readonly string[]> => {
    const { owner } = database.pools;
    const ids = Array.from({ length: PEOPLE }, () => ({ subject: randomUUID(), child: randomUUID() }));
    for (const { subject, child } of ids) {
      const values = [subject, `key ${subject}`];
      await owner.query(
        `insert into subject (id, organisation, system, key) values ($1, 'E08000017', 'lines', $2)`,
        values,
      );
      await owner.query('insert into child (id, first_subject_id) values ($1, $2)', [child, subject]);
    }
    const spells = ids.flatMap(({ subject }, person) =>
      spellsOf(history, person).map(({ home, from, until }) => [subject, ids[home]?.child, from, until]),
    );
    for (const spell of spells) {
      await owner.query(
        'insert into membership (subject_id, child_id, known_from, known_to) values ($1, $2, $3, $4)',
        spell,
      );
    }
    return ids.map(({ child }) => child);
  };

  const keepShown = async (children: readonly string[], shown: readonly Shown[]): Promise<readonly string[]> => {
    const fieldList = fieldListOf(['Child.givenNames']);
    const writer = randomUUID();
    const instant = (minute: number | null) => (minute === null ? null : at(minute));
    const entries = shown.map(({ child, knownAt, asKnownAt, minute }, sequence) => ({
      ...{ id: randomUUID(), at: at(minute), requestId: randomUUID(), person: 'p', organisation: 'E08000017' },
      ...{ role: 'duty-team', purpose: 'SAFEGUARD_PLAN', operation: null, plan: 'plan', fieldList: fieldList.id },
      touched: [[children[child] ?? '', at(minute), '1'] as const],
      ...{ knownAt: instant(knownAt), asKnownAt: instant(asKnownAt), policyVersion: '1' },
      ...{ writer, sequence: String(sequence), previousHash: firstHash, hash: firstHash },
    }));
    await insertLedgerEntries(database.pools.ledger, entries, [fieldList]);
    return entries.map(({ id }) => id);
  };

  test(`is the ledger’s own set, none missing and none too many (seed ${seed})`, { timeout: 600_000 }, async () => {
    const random = newRandom(seed);
    const log = openAccessLog(database.pools.audit);
    let recalled = 0;
    for (let round = 0; round < rounds(6, 300); round += 1) {
      const history = drawHistory(random);
      const shown = Array.from({ length: 40 }, () => drawShown(random));
      const children = await keepHistory(history);
      const ids = await keepShown(children, shown);
      for (const [child, id] of children.entries()) {
        const expected = ids.filter((_, place) => {
          const one = shown[place];
          return one !== undefined && isRecalled(history, child, one);
        });
        const found = await log.recall({ child: id, from: null, to: null, after: null, limit: 200 });
        expect(found.map((entry) => entry.id).toSorted()).toEqual(expected.toSorted());
        recalled += found.length;
      }
    }
    expect(recalled).toBeGreaterThan(20);
  });

  test('comes in pages that are one list, newest first', async () => {
    const random = newRandom(seed + 1);
    const log = openAccessLog(database.pools.audit);
    // Apart, together for twenty minutes, apart.
    const history = Array.from({ length: MINUTES }, (_, minute) => [0, minute > 4 && minute < 25 ? 0 : 1, 2, 3]);
    const children = await keepHistory(history);
    await keepShown(
      children,
      Array.from({ length: 30 }, () => ({ ...drawShown(random), child: 0 })),
    );
    const [child = ''] = children;
    const all = await log.recall({ child, from: null, to: null, after: null, limit: 200 });
    expect(all.length).toBeGreaterThan(10);
    expect(all.map((entry) => entry.at)).toEqual(
      all
        .map((entry) => entry.at)
        .toSorted()
        .toReversed(),
    );
    const first = await log.recall({ child, from: null, to: null, after: null, limit: 5 });
    const rest = await log.recall({ child, from: null, to: null, after: first.at(-1)?.id ?? null, limit: 200 });
    expect([...first, ...rest]).toEqual(all);
    const some = await log.recall({ child, from: at(10), to: at(20), after: null, limit: 200 });
    expect(some).toEqual(
      all.filter((entry) => Date.parse(entry.at) >= Date.parse(at(10)) && Date.parse(entry.at) < Date.parse(at(20))),
    );
  });
});
