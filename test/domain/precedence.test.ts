import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { personGroups } from '../../src/domain/child-groups.ts';
import { childPrecedence, compareNewest, episodePrecedence, standing } from '../../src/domain/precedence.ts';
import { episodeGroups } from '../../src/domain/source-episodes.ts';

const migration = readFileSync(new URL('../../prisma/migrations/0001_core/migration.sql', import.meta.url), 'utf8');

/** Columns of a table from one column on, in camelCase. */
const columnsFrom = (table: string, first: string): readonly string[] => {
  const body = migration.split(`create table ${table} (`)[1]?.split('primary key')[0] ?? '';
  const columns = body.slice(body.indexOf(`${first} `)).split(',');
  return columns
    .map((column) => column.trim().split(' ')[0] ?? '')
    .filter((column) => column !== '')
    .map((column) => column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
};

describe('the precedence tables', () => {
  test('name every merged field of a child', () => {
    const counted = ['missingNow', 'episodeCount', 'lastMissingOn'];
    expect([...Object.keys(childPrecedence), ...counted].toSorted()).toEqual(
      columnsFrom('child_view', 'given_names').toSorted(),
    );
  });

  test('name every merged field of an episode', () => {
    expect(Object.keys(episodePrecedence).toSorted()).toEqual(columnsFrom('episode', 'category').toSorted());
  });

  test('give fields that win together one order', () => {
    const orders: Readonly<Record<string, unknown>> = { ...childPrecedence, ...episodePrecedence };
    for (const { fields, order } of [...personGroups, ...episodeGroups]) {
      for (const field of fields) expect(orders[field], field).toBe(order);
    }
  });

  test.for([...Object.entries(childPrecedence), ...Object.entries(episodePrecedence)])(
    '%s names no agency twice',
    ([, order]) => {
      expect(new Set(order).size).toBe(order.length);
    },
  );
});

test('an agency the order does not name comes after those it does, an unknown organisation last', () => {
  const order = ['police', 'social-care'] as const;
  expect(['14', 'E08000017', 'RP5', 'nobody'].map((code) => standing(order, code))).toEqual([0, 1, 2, 3]);
});

test('newest first is a total order: undated last, then newest known, then the id', () => {
  const instant = fc.constantFrom('2015-10-25T00:30:00Z', '2015-10-25T01:30:00+01:00', '2015-10-25T00:30:00.000001Z');
  const stamp = fc.record({ id: fc.constantFrom('a', 'b', 'c'), statedAt: fc.option(instant), knownFrom: instant });
  fc.assert(
    fc.property(stamp, stamp, stamp, (a, b, c) => {
      expect(Math.sign(compareNewest(a, b)) + Math.sign(compareNewest(b, a))).toBe(0);
      if (compareNewest(a, b) <= 0 && compareNewest(b, c) <= 0) expect(compareNewest(a, c)).toBeLessThanOrEqual(0);
      if (compareNewest(a, b) === 0) expect(a.id).toBe(b.id);
      if (a.statedAt !== null && b.statedAt === null) expect(compareNewest(a, b)).toBeLessThan(0);
    }),
  );
});
