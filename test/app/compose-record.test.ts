import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { composeRecord } from '../../src/app/record/compose-record.ts';
import { namedIn, type Said } from '../../src/app/record/entry.ts';
import type { Target } from '../../src/app/record/find-target.ts';
import { formatOf, readEntered, statementOf } from '../../src/app/record/read-entered.ts';
import { InvalidRequest, NotPermitted } from '../../src/domain/errors.ts';
import { compileMasks, withOwn } from '../../src/domain/mask.ts';
import { roles, roleTerms, writers } from '../../src/domain/policy.ts';
import { showsField } from '../../src/domain/sight.ts';
import { type WritableKind, writableKinds } from '../../src/domain/writable.ts';
import { rounds } from '../support/depth.ts';
import { exampleOf } from '../support/entering-hub.ts';

const organisation = 'E08000017';
const now = '2015-10-23T09:00:00.000Z';
const subject = { system: 'hub:child', key: '3f0c1f0e-0000-4000-8000-000000000001' };

const everyWord = fc.constantFrom('Sent home early', 'At the station', 'Not said', 'Asked twice');

/** Other words in the place of free ones, some fields left empty. */
const variedOf = (writable: WritableKind) => {
  const { record } = exampleOf(writable);
  const free = Object.keys(record).filter(
    (field) => typeof record[field] === 'string' && /\s/.test(String(record[field])),
  );
  return fc
    .record({
      words: fc.dictionary(fc.constantFrom(...free, 'none'), everyWord),
      left: fc.subarray(Object.keys(record)),
    })
    .map(({ words: { none: _none, ...words }, left }) => ({
      ...record,
      ...words,
      ...Object.fromEntries(left.filter((field) => !writable.needed.includes(field)).map((field) => [field, null])),
    }));
};

const everyMask = (writable: WritableKind): readonly bigint[] =>
  roles
    .filter((role) => writers[writable.mutation].some((one) => one === role))
    .flatMap((role) => roleTerms[role].purposes.flatMap((purpose) => compileMasks(role, purpose).table))
    .map(withOwn);

const masksOf = new Map<string, readonly bigint[]>(
  writableKinds.map((one) => [one.mutation, [...new Set(everyMask(one))]]),
);

const target = (more: Partial<Target>): Target => ({
  ...{ childId: subject.key, mask: (1n << 62n) - 1n, subject, number: null, kept: null, persons: [], ...more },
});

const terms = (writable: WritableKind) => ({
  writable,
  format: formatOf({ adapters }, writable),
  id: 'N-1',
  organisation,
  now,
});

const compose = (writable: WritableKind, to: Target, said: Said) => {
  const { arrival, bytes } = composeRecord({ ...terms(writable), target: to, said });
  const statement = statementOf(arrival, writable.kind);
  if (!statement) throw new Error('nothing was composed');
  return { statement, bytes };
};

const saidOf = (fields: Readonly<Record<string, unknown>>): Said => ({
  fields,
  absent: Object.entries(fields).flatMap(([field, value]) =>
    value === null ? [{ field, reason: 'ASKED_UNKNOWN' as const }] : [],
  ),
});

const column = (field: string) => (field === 'episodes' ? 'sourceEpisodes' : field);

type Kept = NonNullable<Target['kept']>;

/** A record as it would be stored; null where the words make none. */
const keptOf = (writable: WritableKind, fields: Readonly<Record<string, unknown>>): Kept | null => {
  const said = saidOf(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)));
  try {
    const { body, absences, key } = compose(writable, target({}), said).statement;
    const who = { organisation, childId: subject.key, subject };
    return { id: subject.key, key, ...who, knownAt: now, statedAt: now, body, absences };
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidRequest);
    return null;
  }
};

/** Nothing but what was named is another than before, and the file that is kept says the same. */
function expectUntouched(
  writable: WritableKind,
  kept: Kept,
  named: readonly string[],
  { statement, bytes }: ReturnType<typeof compose>,
): void {
  const columns = named.map(column);
  const untouched = (all: object) => Object.entries(all).filter(([name]) => !columns.includes(name));
  expect(untouched(statement.body)).toEqual(untouched(kept.body));
  expect(untouched(statement.absences)).toEqual(untouched(kept.absences));
  const read = readEntered(terms(writable).format, bytes, { organisation, receivedAt: now });
  expect(statementOf(read.arrival, writable.kind)?.body).toEqual(statement.body);
}

const outcomeOf = (writable: WritableKind, to: Target, said: Said): ReturnType<typeof compose> | Error => {
  try {
    return compose(writable, to, said);
  } catch (error) {
    if (error instanceof NotPermitted || error instanceof InvalidRequest) return error;
    throw error;
  }
};

const someOf = (all: Readonly<Record<string, unknown>>) =>
  fc
    .subarray(Object.keys(all), { minLength: 1 })
    .map((names) => Object.fromEntries(names.map((name) => [name, all[name]])));

const everyChange = fc.constantFrom<WritableKind>(...writableKinds).chain((writable) =>
  fc.record({
    writable: fc.constant(writable),
    before: variedOf(writable),
    after: variedOf(writable).chain(someOf),
    mask: fc.constantFrom(...(masksOf.get(writable.mutation) ?? [])),
  }),
);

interface Change {
  readonly writable: WritableKind;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly mask: bigint;
}

/** Makes a change and says what became of it. */
function outcomeOfChange({ writable, before, after, mask }: Change): string {
  const kept = keptOf(writable, before);
  if (kept === null) return 'none';
  const said = saidOf(after);
  const named = namedIn(said);
  const isBlind = named.some((field) => !showsField(mask, writable, field));
  const outcome = outcomeOf(writable, target({ mask, kept, number: 'N-1' }), said);
  if (isBlind) expect(outcome).toBeInstanceOf(NotPermitted);
  if (isBlind) return 'blind';
  if (outcome instanceof Error) return 'refused';
  expectUntouched(writable, kept, named, outcome);
  return 'written';
}

describe('a change of a record', () => {
  test('whatever is written back, what the writer does not see keeps its value', () => {
    const seen = new Map<string, number>();
    const check = fc.property(everyChange, (change) => {
      const outcome = outcomeOfChange(change);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    });
    fc.assert(check, { numRuns: rounds(200, 5_000) });
    expect(seen.get('written')).toBeGreaterThan(10);
    expect(seen.get('blind')).toBeGreaterThan(10);
  });

  test('a refusal for what the writer says is the same whatever they do not see holds', () => {
    const writable = writableKinds[1];
    const { record, absent } = exampleOf(writable);
    const mask = withOwn(compileMasks('duty-team', 'SAFEGUARD_PLAN').table[0] ?? 0n);
    const refusals = [record, { ...record, account: 'Something else', analysis: 'Other', actions: [] }].map((whole) => {
      const reasons = absent.flatMap((one) =>
        'field' in one && typeof one.field === 'string'
          ? [{ field: one.field, reason: 'NOT_APPLICABLE' as const }]
          : [],
      );
      const { body, absences, key } = compose(writable, target({}), { fields: whole, absent: reasons }).statement;
      const kept = {
        id: subject.key,
        key,
        organisation,
        childId: subject.key,
        knownAt: now,
        subject,
        statedAt: now,
        body,
        absences,
      };
      try {
        compose(writable, target({ mask, kept, number: 'N-1' }), saidOf({ offeredAt: '2015-10-22T23:00:00Z' }));
        return 'written';
      } catch (error) {
        return error instanceof InvalidRequest ? error.message : 'fault';
      }
    });
    expect(refusals[0]).toContain('interviews.end-before-start');
    expect(refusals[1]).toBe(refusals[0]);
  });
});
