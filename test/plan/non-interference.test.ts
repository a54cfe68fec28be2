import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHubSchema } from '../../schema/index.ts';
import { roleTerms } from '../../src/domain/policy.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { rounds } from '../support/depth.ts';
import {
  type GeneratedOperation,
  generateExplanation,
  generateMutation,
  generateOperation,
} from '../support/generated-operations.ts';
import type { Cursors } from '../support/operation-writer.ts';
import { policeMessage, withEnvelope } from '../support/police-messages.ts';
import { newRandom, type Random } from '../support/random.ts';
import { openTwinHubs, type TwinHubs } from '../support/twin-hubs.ts';
import { pagedLists, pageOf } from '../support/walked-pages.ts';
import { worldViewers } from '../support/world-viewers.ts';

const seed = Number(process.env['HOMEWARD_SEED'] ?? 20151023);
const operations = rounds(20, 10_000);
const forOtherPurposes = rounds(3, 500);
const perDraw = 250;
/** Operations on their way at once. */
const atOnce = 4;
const schema = buildHubSchema();

/** Messages that no reader of the world may submit: what is refused must tell nothing either. */
const refused: readonly unknown[] = [
  {},
  withEnvelope(policeMessage('complete-new'), { force: '16' }),
  { ...policeMessage('update'), message: null },
];

/** Both texts from a little before the first byte in which they differ. */
const firstDifference = (one: string, other: string): readonly string[] => {
  const at = [...one].findIndex((_, index) => one[index] !== other[index]);
  return [one, other].map((text) => text.slice(Math.max(0, at - 300), at + 200));
};

describe('what a reader may not see changes no byte of any answer', () => {
  let hubs: TwinHubs;
  beforeAll(async () => {
    hubs = await openTwinHubs(schema, newRandom(seed), 12);
  });
  afterAll(() => hubs.close());

  /** The answer of both hubs, which must be one; counted as an answer where it has data. */
  const same = async (viewer: Viewer, operation: GeneratedOperation, by: 'planned' | 'resolved'): Promise<string> => {
    // One after the other: what is parsed, checked and planned for the first is not done again for the second.
    const one = await hubs.one[by].ask(viewer, operation);
    const other = await hubs.other[by].ask(viewer, operation);
    if (one.text !== other.text || one.status !== other.status) {
      const place = firstDifference(one.text, other.text);
      throw new Error(`${viewer.role} for ${viewer.purpose}, ${by}: ${JSON.stringify(operation)}\n${place.join('\n')}`);
    }
    if (one.text.includes('"FAULT"')) throw new Error(`${viewer.role}, ${by}: a fault: ${JSON.stringify(operation)}`);
    return one.text;
  };

  /** Walks every list to its end, by pages of a size and under a filter drawn by chance. */
  const walk = async (random: Random, viewer: Viewer): Promise<Cursors> => {
    const cursors = new Map<string, readonly string[]>();
    for (const list of pagedLists) {
      const operation = list.operation(random);
      let after: string | null = null;
      do {
        const text = await same(viewer, { ...operation, variables: { ...operation.variables, after } }, 'planned');
        after = pageOf(text);
        if (after !== null) cursors.set(list.field, [...(cursors.get(list.field) ?? []), after]);
      } while (after !== null);
    }
    return cursors;
  };

  const operationFor = (random: Random, cursors: Cursors): GeneratedOperation => {
    const chance = random.next();
    const input = { message: random.pick(refused), idempotencyKey: 'key-00000001' };
    if (chance < 0.05) return generateMutation(random, schema, hubs.world, input);
    if (chance < 0.1) return generateExplanation(random, schema, hubs.world);
    return generateOperation(random, schema, hubs.world, { cursors, isWide: random.chance(0.6) });
  };

  /** Compares the answers to operations drawn by chance over one draw; tells how many were answered with data. */
  const compareSome = async (viewer: Viewer, count: number, random: Random, cursors: Cursors): Promise<number> => {
    const drawn = Array.from({ length: count }, () => ({
      operation: operationFor(random, cursors),
      by: random.chance(0.15) ? ('resolved' as const) : ('planned' as const),
    })).values();
    let answered = 0;
    const askOn = async (): Promise<void> => {
      for (const { operation, by } of drawn) {
        const text = await same(viewer, operation, by);
        if (text.startsWith('{"data":{')) answered += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, askOn));
    return answered;
  };

  const compare = async (viewer: Viewer, count: number, random: Random): Promise<number> => {
    let answered = 0;
    for (let left = count; left > 0; left -= perDraw) {
      await hubs.draw(random, viewer);
      const cursors = count > forOtherPurposes ? await walk(random, viewer) : new Map();
      answered += await compareSome(viewer, Math.min(left, perDraw), random, cursors);
    }
    return answered;
  };

  test.for(worldViewers)(
    `as $role for $purpose: ${operations} operations (seed ${seed})`,
    {
      timeout: 3_600_000,
    },
    async (viewer) => {
      const answered = await compare(viewer, operations, newRandom(seed + 1 + worldViewers.indexOf(viewer)));
      expect(answered).toBeGreaterThan(operations / 2);
    },
  );

  const others = worldViewers.flatMap((viewer) =>
    roleTerms[viewer.role].purposes
      .filter((purpose) => purpose !== viewer.purpose)
      .map((purpose): Viewer => ({ ...viewer, purpose })),
  );
  test.for(others)(`as $role for $purpose: ${forOtherPurposes} operations`, { timeout: 600_000 }, async (viewer) => {
    await compare(viewer, forOtherPurposes, newRandom(seed + 100 + others.indexOf(viewer)));
  });
});
