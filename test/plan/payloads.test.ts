import { type GraphQLObjectType, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { adapters } from '../../adapters/index.ts';
import { buildHubSchema } from '../../schema/index.ts';
import { submitNotification } from '../../src/app/submit-notification.ts';
import { roles } from '../../src/domain/policy.ts';
import type { ServingDeps } from '../../src/server/request-scope.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { rounds } from '../support/depth.ts';
import { runByPlan, runByResolvers, servingDeps } from '../support/executors.ts';
import { generateMutation, generateSelection } from '../support/generated-operations.ts';
import { ingestDeps } from '../support/ingest-hub-deps.ts';
import { policeMessage, withEnvelope } from '../support/police-messages.ts';
import { newRandom, type Random } from '../support/random.ts';
import { scatterWorld, type World } from '../support/scattered-world.ts';
import { type AnsweringHub, serveAnswers } from '../support/served-answers.ts';
import { openTwinHubs } from '../support/twin-hubs.ts';
import { viewerOf } from '../support/world-viewers.ts';

const seed = Number(process.env['HOMEWARD_SEED'] ?? 20151023);
const submissions = rounds(12, 300);
const schema = buildHubSchema();
const messages = ['complete-new', 'update', 'found', 'incomplete-new', 'returned', 'cancelled'] as const;
const coordinator = viewerOf('police-missing-coordinator');

const submitted = z.object({
  data: z.object({ r: z.object({ notification: z.looseObject({ ownId: z.string() }), outcome: z.string() }) }),
});
const refusal = z.object({ data: z.object({ r: z.object({ __typename: z.string(), code: z.string() }) }) });

describe('what a mutation answers with is what a query shows afterwards', () => {
  let database: TestDatabase;
  let world: World;
  let deps: ServingDeps;
  let hub: AnsweringHub;

  beforeAll(async () => {
    database = await createDatabase();
    world = await scatterWorld(database.pools.owner, schema, newRandom(seed), 3);
    const reading = servingDeps(schema, database.pools.read);
    const submit = submitNotification(ingestDeps(database.pools, adapters));
    deps = { ...reading, useCases: { ...reading.useCases, submitNotification: submit } };
    hub = await serveAnswers(deps);
  });
  afterAll(async () => {
    await hub.close();
    await database.drop();
  });

  /** Submits with a payload by chance, and with another where an operation of its size would not be answered. */
  const submitSome = async (random: Random, type: GraphQLObjectType, input: unknown) => {
    for (;;) {
      const { fragments, declared, variables } = generateSelection(random, schema, world, type);
      const text = `mutation($input: NotificationSubmitInput!${declared}) { r: notificationSubmit(input: $input) {
        ... on NotificationSubmitted { outcome notification { ownId: id ...Selected } } } } ${fragments}`;
      const answer = await hub.ask(coordinator, { text, variables: { ...variables, input } });
      if (!answer.text.includes('"COST_TOO_HIGH"')) return { text, answer, fragments, declared, variables };
    }
  };

  const notification = schema.getType('Notification');
  if (!isObjectType(notification)) throw new Error('no type Notification');

  test(`${submissions} submissions, each with a generated payload (seed ${seed})`, { timeout: 600_000 }, async () => {
    const random = newRandom(seed + 2);
    for (let index = 0; index < submissions; index += 1) {
      const envelope = { notificationId: `N-${index}`, forceRef: `M-${random.below(4)}` };
      const input = {
        message: withEnvelope(policeMessage(random.pick(messages)), envelope),
        idempotencyKey: `payload-${index}`,
      };
      const { text, answer, fragments, declared, variables } = await submitSome(random, notification, input);
      const { notification: payload } = submitted.parse(JSON.parse(answer.text)).data.r;
      const query = parse(`query($id: ID!${declared}) { r: node(id: $id) {
        ... on Notification { ownId: id ...Selected } } } ${fragments}`);
      const asked = { ...variables, id: payload.ownId };
      const expected = { data: { r: payload }, refused: null };
      expect({ text, ...(await runByPlan(deps, coordinator, query, asked)) }).toEqual({ text, ...expected });
      expect({ text, ...(await runByResolvers(deps, coordinator, query, asked)) }).toEqual({ text, ...expected });
    }
  });

  const first = policeMessage('complete-new');
  test.for([
    { title: 'another force’s message', message: withEnvelope(first, { force: '16' }), code: 'NOT_PERMITTED' },
    { title: 'nothing', message: {}, code: 'INVALID_REQUEST' },
  ])('$title is refused in words, and nothing is kept', async ({ message, code }) => {
    const kept = 'select (select count(*) from delivery) + (select count(*) from notification) as kept';
    const before = await database.pools.owner.query(kept);
    const text = `mutation($input: NotificationSubmitInput!) { r: notificationSubmit(input: $input) {
      __typename ... on Refusal { code message } } }`;
    const answer = await hub.ask(coordinator, { text, variables: { input: { message, idempotencyKey: 'refused-1' } } });
    expect(refusal.parse(JSON.parse(answer.text)).data.r.code).toBe(code);
    expect((await database.pools.owner.query(kept)).rows).toEqual(before.rows);
  });

  test('whoever else submits is refused alike, whatever of the payload they select', async () => {
    const random = newRandom(seed + 3);
    for (const role of roles.filter((each) => each !== coordinator.role)) {
      const input = { message: first, idempotencyKey: 'refused-2' };
      const answer = await hub.ask(viewerOf(role), generateMutation(random, schema, world, input));
      expect([role, answer.status, answer.text.includes('"notification"')]).toEqual([role, 200, false]);
      expect(answer.text).not.toContain('"errors"');
    }
  });
});

/** A text with every id in it told by the order in which ids first appear: what is new has other ids in every hub. */
const withoutIds = (text: string): string => {
  const names = new Map<string, string>();
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
    const name = names.get(id) ?? `#${names.size}`;
    names.set(id, name);
    return name;
  });
};

test('what is submitted is answered alike, whatever else the hub holds that the sender may not see', async () => {
  const hubs = await openTwinHubs(schema, newRandom(seed + 4), 3);
  const random = newRandom(seed + 5);
  await hubs.draw(random, coordinator);
  const again = [0, 1, 2, 3, 2, 0];
  const inputs = (['complete-new', 'update', 'found', 'incomplete-new'] as const).map((name, index) => ({
    message: withEnvelope(policeMessage(name), { notificationId: `N-${index}`, forceRef: 'M-1' }),
    idempotencyKey: `alike-${index}`,
    expectedKnownAt: index === 3 ? '2015-10-01T00:00:00Z' : null,
  }));
  for (const index of again) {
    for (let round = 0; round < rounds(2, 20); round += 1) {
      const mutation = generateMutation(random, schema, hubs.world, inputs[index]);
      const one = await hubs.one.planned.ask(coordinator, mutation);
      const other = await hubs.other.planned.ask(coordinator, mutation);
      expect({ mutation, status: other.status, text: withoutIds(other.text) }).toEqual({
        ...{ mutation, status: one.status, text: withoutIds(one.text) },
      });
      expect(one.text).not.toContain('"errors"');
    }
  }
  await hubs.close();
});
