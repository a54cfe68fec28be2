import { describe, expect, test } from 'vitest';
import { assertGoverned } from '../../schema/guard.ts';
import { buildHubSchema } from '../../schema/index.ts';
import { coordinates } from '../../src/domain/coordinates.ts';
import { rounds } from '../support/depth.ts';

const schema = buildHubSchema();
const everything = Object.entries(coordinates).flatMap(([type, fields]) =>
  Object.keys(fields).map((field) => ({ type, field, name: `${type}.${field}` })),
);
/** Usually arguments that say something of a child and the fields of inputs; thoroughly, every coordinate there is. */
const all = everything.filter(
  ({ type, field }) =>
    rounds(0, 1) === 1 || type.endsWith('Input') || (field.includes('(') && coordinates[type]?.[field] !== 'open'),
);

/** Whether start-up refuses a policy without one of its entries, naming it. */
const isRefused = ({ type, field, name }: (typeof all)[number]): boolean => {
  const { [field]: _left, ...rest } = coordinates[type] ?? {};
  try {
    assertGoverned(schema, { ...coordinates, [type]: rest });
    return false;
  } catch (error) {
    return error instanceof Error && error.message.includes(name);
  }
};

describe('no rule of a field, argument or input field can be left out', () => {
  test('start-up refuses, and names it, whichever it is', () => {
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((one) => !isRefused(one)).map(({ name }) => name)).toEqual([]);
  });
});
