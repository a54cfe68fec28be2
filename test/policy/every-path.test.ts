import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { compileMasks } from '../../src/domain/mask.ts';
import { matrix, type Role, roles, roleTerms } from '../../src/domain/policy.ts';
import { conditionBits } from '../../src/domain/projection.ts';
import { reachedAs } from '../../src/domain/reached-as.ts';
import { shownBy } from '../../src/domain/shown.ts';
import { explainedField } from '../../src/plan/explained-field.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { rounds } from '../support/depth.ts';
import { type FullChild, type FullWorld, fullWorld } from '../support/full-world.ts';
import { newRandom, type Random } from '../support/random.ts';
import { type Asking, askAndWeigh, operationsOf, oracleViewers, payloadDeps } from './asking.ts';
import { oracleClasses, oraclePurposes, oracleReachedAs, oracleRoles } from './oracle.ts';
import { oracleFields } from './oracle-fields.ts';
import { governedOf, type PathOperation } from './paths.ts';
import { isRelation, nothingWeighed, type Weighed } from './weigh-answer.ts';

const seed = Number(process.env['HOMEWARD_SEED'] ?? 20151023);
const isDeep = rounds(0, 1) === 1;
const schema = buildHubSchema();

let database: TestDatabase;
let world: FullWorld;
beforeAll(async () => {
  database = await createDatabase();
  world = await fullWorld(database.pools.owner, schema, { seed, isWhole: isDeep });
});
afterAll(() => database.drop());

/** Usually one path a viewer and some of the fields; where it must be thorough, all of both, of three children a path. */
const sampled = (random: Random, asking: Asking): readonly PathOperation[] => {
  const all = operationsOf(asking, () => isDeep || random.chance(0.12));
  const paths = [...new Set(all.map(({ path }) => path))];
  return (isDeep ? paths : [random.pick(paths)]).flatMap((path) => {
    const down = all.filter((one) => one.path === path);
    const from = random.below(down.length);
    return [...down.slice(from), ...down.slice(0, from)].slice(0, 3);
  });
};

const pathAndField = (cell: string): string => cell.split(' | ').slice(1, 3).join(' | ');

/** Fields withheld on a path on which nobody is ever shown them. */
const withoutTwin = ({ shown, withheld }: Weighed): readonly string[] => {
  const twins = new Set([...shown].map(pathAndField));
  return [...new Set([...withheld].map(pathAndField))].filter((one) => !twins.has(one));
};

const coordinatesOf = (types: readonly string[]): readonly string[] =>
  types.flatMap((type) => governedOf(type).map(([field]) => `${type}.${field}`));

describe('every role, purpose, field and path against the domain reference', () => {
  test('the reference and the hub name the same roles, purposes and relationships, and every field is there', () => {
    const missing = coordinatesOf(Object.keys(oracleFields)).filter((name) => {
      const [owner = '', field = ''] = name.split('.');
      const type = schema.getType(owner);
      return !isObjectType(type) || !(field in type.getFields());
    });
    expect(missing).toEqual([]);
    expect(oracleRoles).toEqual([...roles]);
    for (const role of roles) {
      const { purposes } = roleTerms[role];
      expect(oraclePurposes(role)).toEqual([...purposes]);
      expect(new Set(oracleReachedAs(role))).toEqual(new Set(purposes.flatMap((purpose) => reachedAs(role, purpose))));
    }
  });

  test(`nothing is shown that must not be, nothing withheld that must not be (seed ${seed})`, {
    timeout: 900_000,
  }, async () => {
    const weighed = nothingWeighed();
    const random = newRandom(seed);
    const deps = payloadDeps(schema, database.pools.read);
    for (const viewer of oracleViewers) {
      const asking = { deps, world, viewer };
      await askAndWeigh(asking, sampled(random, asking), weighed);
    }
    const cells = weighed.shown.size + weighed.withheld.size;
    if (isDeep) console.log(`${cells} cells: ${weighed.shown.size} shown, ${weighed.withheld.size} withheld`);
    expect(weighed).toMatchObject({ leaks: [], denials: [] });
    expect(cells).toBeGreaterThanOrEqual(rounds(1_500, 30_000));
    if (isDeep) expect(withoutTwin(weighed)).toEqual([]);
  });
});

interface Mutant {
  readonly role: Role;
  readonly column: number;
  readonly letter: (typeof letters)[number];
}

const letters = ['F', 'S', 'O', 'X'] as const;

const bitsOf = ({ open, isProtected, ownPlacement, asked, glass }: FullChild): number =>
  (open ? conditionBits.OPEN_EPISODE : 0) |
  (isProtected ? conditionBits.ADDRESS_PROTECTED : 0) |
  (ownPlacement ? conditionBits.OWN_PLACEMENT : 0) |
  (asked ? conditionBits.ASKED_NOT_TO_SHARE : 0) |
  (glass ? conditionBits.BREAK_GLASS : 0);

const isOfClass = (name: string, fieldClass: string): boolean => {
  const [type = '', field = ''] = name.split('.');
  const governing = governedOf(type).find(([one]) => one === field)?.[1] ?? '';
  return governing.split(' ')[0] === fieldClass;
};

/** Which fields of a class a role is shown of every record of the world's children, as one text. */
const shownOf = ({ role, column }: Mutant): string => {
  const fields = coordinatesOf(Object.keys(oracleFields))
    .filter((name) => isOfClass(name, oracleClasses[column] ?? ''))
    .map(explainedField);
  return roleTerms[role].purposes
    .flatMap((purpose) => {
      const { table } = compileMasks(role, purpose);
      return world.children
        .filter(({ isReached }) => isReached)
        .flatMap((child) => fields.map((field) => shownBy(table[bitsOf(child)] ?? 0n, field) === 'SHOWN'));
    })
    .join();
};

/** Runs the work while a cell has another letter. */
const mutated = <Result>({ role, column, letter }: Mutant, work: () => Result): Result => {
  const before = matrix[role][column] ?? 'X';
  Reflect.set(matrix[role], column, letter);
  try {
    return work();
  } finally {
    Reflect.set(matrix[role], column, before);
  }
};

/** Whether anybody who reaches a child is shown another field for it. */
const isNoticeable = (mutant: Mutant): boolean =>
  oracleReachedAs(mutant.role).length > 0 && shownOf(mutant) !== mutated(mutant, () => shownOf(mutant));

describe('the oracle is awake', () => {
  const count = rounds(1, 50);

  test(`a cell of the matrix with another letter is noticed, ${count} of ${count} drawn at random`, {
    timeout: 900_000,
  }, async () => {
    const random = newRandom(seed + 2);
    const all = roles.flatMap((role) =>
      oracleClasses.flatMap((_, column) => letters.map((letter): Mutant => ({ role, column, letter }))),
    );
    const mutants = all.filter(isNoticeable).toSorted(() => random.next() - 0.5);
    expect(mutants.length).toBeGreaterThan(count);
    for (const mutant of mutants.slice(0, count)) {
      const { leaks, denials } = await weighMutant(mutant);
      expect({ mutant, isNoticed: leaks.length + denials.length > 0 }).toEqual({ mutant, isNoticed: true });
    }
  });
});

/** The lists of a child, through which its records are come to. */
const listNames: ReadonlySet<string> = new Set(
  coordinatesOf(['Child']).filter((name) => isRelation('Child', name.slice('Child.'.length))),
);

/** Runs the hub with another letter in one cell, for the role of the cell and the fields of its class. */
const weighMutant = async (mutant: Mutant): Promise<Weighed> => {
  const fieldClass = oracleClasses[mutant.column] ?? '';
  const weighed = nothingWeighed();
  const choose = (name: string): boolean => isOfClass(name, fieldClass) || listNames.has(name);
  const before = matrix[mutant.role][mutant.column] ?? 'X';
  Reflect.set(matrix[mutant.role], mutant.column, mutant.letter);
  try {
    const deps = payloadDeps(schema, database.pools.read);
    for (const viewer of oracleViewers.filter(({ role }) => role === mutant.role)) {
      const asking = { deps, world, viewer };
      const operations = operationsOf(asking, choose).filter(({ path }) => path === 'children');
      await askAndWeigh(asking, operations, weighed);
    }
  } finally {
    Reflect.set(matrix[mutant.role], mutant.column, before);
  }
  return weighed;
};
