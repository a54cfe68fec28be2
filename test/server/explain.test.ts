import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildHubSchema } from '../../schema/index.ts';
import { childReach } from '../../src/app/child-reach.ts';
import { roles, roleTerms } from '../../src/domain/policy.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { explainedNames } from '../../src/plan/explained-field.ts';
import { pseudonymOf, readKeys } from '../../src/plan/keys.ts';
import type { ServingDeps } from '../../src/server/request-scope.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { runByPlan, runByResolvers, servingDeps, writesNothing } from '../support/executors.ts';
import { newRandom } from '../support/random.ts';
import { scatterWorld } from '../support/scattered-world.ts';
import { viewerOf } from '../support/world-viewers.ts';

const schema = buildHubSchema();
let database: TestDatabase;
let deps: ServingDeps;
let children: readonly string[];
let touched: number[];

beforeAll(async () => {
  database = await createDatabase();
  const { ids } = await scatterWorld(database.pools.owner, schema, newRandom(11), 5);
  children = ids.filter((id) => id.startsWith('Child:') && !id.includes('00000000-')).map((id) => id.slice(6));
  touched = [];
  deps = {
    ...servingDeps(schema, database.pools.read),
    useCases: { ...writesNothing, childReach: childReach({ pools: database.pools }) },
    ledger: {
      record: async (entry) => {
        touched.push(entry.touched.length);
      },
    },
  };
});
afterAll(() => database.drop());

const idFor = (viewer: Viewer, child: string): string => {
  const { pseudonym } = readKeys(deps.hubKey, viewer);
  return `Child:${pseudonym ? pseudonymOf(child, pseudonym) : child}`;
};

const explanation = z.object({ explain: z.looseObject({ answer: z.string(), decidedBy: z.string() }) });
const explained = async (viewer: Viewer, childId: string, name: string) => {
  const [type, field] = name.split('.');
  const document = parse(`query($id: ID!) { explain(childId: $id, type: "${type}", field: "${field}") {
    coordinate answer decidedBy ask steps { about says decides } } }`);
  const { data } = await runByResolvers(deps, viewer, document, { id: childId });
  return explanation.parse(data).explain;
};

/** Whether the hub shows a field of a child to a viewer: null and withheld are told apart by its absence. */
const seen = async (viewer: Viewer, child: string, field: string): Promise<boolean> => {
  const document = parse('query($id: ID!, $f: [String!]) { child(id: $id) { absences(of: $f) { field reason } } }');
  const { data } = await runByPlan(deps, viewer, document, { id: idFor(viewer, child), f: [field] });
  const { child: found } = z
    .object({ child: z.object({ absences: z.array(z.object({ reason: z.string() })) }).nullable() })
    .parse(data);
  return found?.absences.every(({ reason }) => reason !== 'WITHHELD_BY_POLICY') ?? false;
};

const nowhere = '00000000-0000-4000-8000-000000000000';
const fields = ['Child.religion', 'Child.homeAddress', 'Child.selfHarm', 'Child.personsPosingRisk', 'Child.parents'];

describe('why a field is shown or withheld', () => {
  test.for(roles.map(viewerOf))('is explained as the field is shown: $role', async (viewer) => {
    const [child = ''] = children;
    for (const name of fields) {
      const { answer } = await explained(viewer, idFor(viewer, child), name);
      const isSeen = await seen(viewer, child, name.split('.')[1] ?? '');
      expect({ name, answer }).toEqual({ name, answer: isSeen ? 'SHOWN' : 'WITHHELD' });
    }
  });

  test('of a child one does not reach is what it is of a child there is none of, and both are in the ledger', async () => {
    const stranger = viewerOf('other-authority');
    const before = touched.length;
    const hidden = await explained(stranger, `Child:${children[0]}`, 'Child.religion');
    const absent = await explained(stranger, `Child:${nowhere}`, 'Child.religion');
    expect(hidden).toEqual(absent);
    expect(hidden).toMatchObject({ answer: 'WITHHELD', decidedBy: 'RELATIONSHIP' });
    expect(touched.slice(before)).toEqual([0, 0]);
  });

  test('of a child one reaches is in the ledger with the child', async () => {
    const worker = viewerOf('social-worker');
    const reached = await Promise.all(
      children.map(async (child) => (await explained(worker, `Child:${child}`, 'Child.religion')).decidedBy),
    );
    expect(reached).toContain('ROLE');
    expect(touched.slice(-children.length)).toContain(1);
  });

  test('a field there is not is refused, whoever asks of whichever child', async () => {
    const document = parse('query($id: ID!) { explain(childId: $id, type: "Child", field: "shoeSize") { answer } }');
    for (const id of [`Child:${children[0]}`, `Child:${nowhere}`]) {
      const answer = await runByResolvers(deps, viewerOf('social-worker'), document, { id });
      expect(answer).toEqual({ data: null, refused: 'INVALID_REQUEST' });
    }
    expect(explainedNames).not.toContain('Child.shoeSize');
  });
});

const audience = z.object({
  whoCanSee: z
    .object({
      onlookers: z
        .array(
          z.object({
            organisation: z.string(),
            person: z.string().nullable(),
            role: z.string(),
            purposes: z.array(z.string()),
          }),
        )
        .nullable(),
      absences: z.array(z.object({ field: z.string(), reason: z.string(), rule: z.string(), ask: z.string() })),
    })
    .nullable(),
});

type Onlookers = NonNullable<NonNullable<z.infer<typeof audience>['whoCanSee']>['onlookers']>;

const everybody: readonly Viewer[] = roles.flatMap((role) =>
  roleTerms[role].purposes.map((purpose) => ({ ...viewerOf(role), purpose })),
);

const isAmong = (viewer: Viewer, onlookers: Onlookers): boolean =>
  onlookers.some(
    ({ organisation, person, role, purposes }) =>
      organisation === viewer.organisation &&
      [null, viewer.person].includes(person) &&
      role === viewer.role &&
      purposes.some((purpose) => purpose === viewer.purpose),
  );

const asked = async (viewer: Viewer, child: string, field = 'religion') => {
  const document = parse(`query($id: ID!, $f: String!) { whoCanSee(childId: $id, type: "Child", field: $f) {
    onlookers { organisation person role purposes } absences { field reason rule ask } } }`);
  const { data } = await runByResolvers(deps, viewer, document, { id: idFor(viewer, child), f: field });
  return audience.parse(data).whoCanSee;
};

describe('who can see a field', () => {
  test.for(['religion', 'homeAddress'])(
    'is told the data protection officer: %s, exactly those it is shown to',
    async (field) => {
      const answers = await Promise.all(
        children.map((child) => asked(viewerOf('data-protection-officer'), child, field)),
      );
      const told = children.flatMap((child, index) => {
        const onlookers = answers[index]?.onlookers;
        return onlookers ? [{ child, onlookers }] : [];
      });
      expect(told.length).toBeGreaterThan(0);
      for (const { child, onlookers } of told.slice(0, 2)) {
        const wanted = await Promise.all(everybody.map((viewer) => seen(viewer, child, field)));
        expect(everybody.map((viewer) => isAmong(viewer, onlookers))).toEqual(wanted);
      }
    },
  );

  test('is withheld, and said to be, from anybody else who reaches the child', async () => {
    const worker = viewerOf('social-worker');
    const answers = await Promise.all(children.map((child) => asked(worker, child)));
    const reached = answers.filter((answer) => answer !== null);
    expect(reached.length).toBeGreaterThan(0);
    for (const answer of reached) {
      expect(answer).toMatchObject({
        onlookers: null,
        absences: [{ field: 'onlookers', reason: 'WITHHELD_BY_POLICY' }],
      });
    }
  });

  test('of a child one does not reach is nothing at all', async () => {
    expect(await asked(viewerOf('other-authority'), children[0] ?? '')).toBeNull();
    expect(await asked(viewerOf('data-protection-officer'), nowhere)).toBeNull();
  });
});
