import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { adapters } from '../../adapters/index.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { type SubmitNotification, submitNotification } from '../../src/app/submit-notification.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { ingestDeps } from '../support/ingest-hub.ts';

const contract = z.object({ notifications: z.array(z.record(z.string(), z.unknown())) });
const fixture = (name: string): Record<string, unknown> => {
  const file = new URL(`../../adapters/police/fixtures/${name}.json`, import.meta.url);
  const [message] = contract.parse(JSON.parse(readFileSync(file, 'utf8'))).notifications;
  if (!message) throw new Error(`${name} holds no message`);
  return message;
};

const coordinator: Viewer = {
  person: 'coordinator-1',
  organisation: '14',
  role: 'police-missing-coordinator',
  purpose: 'SAFEGUARD_PLAN',
};
const now = '2015-10-20T09:00:00Z';

describe('a police notification submitted through the API', () => {
  let database: TestDatabase;
  let submit: (more?: Partial<Parameters<SubmitNotification>[0]>) => ReturnType<SubmitNotification>;

  beforeEach(async () => {
    database = await createDatabase();
    const use = submitNotification(ingestDeps(database.pools, adapters));
    submit = (more = {}) =>
      use({
        viewer: coordinator,
        message: fixture('complete-new'),
        idempotencyKey: 'key-00000001',
        expectedKnownAt: null,
        now,
        ...more,
      });
  });
  afterEach(() => database.drop());

  const count = async (table: string): Promise<unknown> =>
    (await database.pools.owner.query(`select count(*)::int n from ${table}`)).rows[0]?.n;

  test('is stored, makes the child and the absence, and says who entered it', async () => {
    const submitted = await submit();

    expect(submitted).toMatchObject({ outcome: 'STORED', repeated: false });
    const { rows } = await database.pools.owner.query(
      'select id, child_id is not null placed, entered_by from notification',
    );
    expect(rows).toEqual([{ id: submitted.notificationId, placed: true, entered_by: 'coordinator-1' }]);
    expect(await count('episode')).toBe(1);
    expect(await count('assessment')).toBe(1);
    const { differences } = await rebuild(ingestDeps(database.pools, adapters), { verify: true });
    expect(differences).toEqual([]);
  });

  test('repeated with its key changes nothing and gives the same answer', async () => {
    const first = await submit();
    const again = await submit();

    expect(again).toEqual({ ...first, repeated: true });
    expect(await count('delivery')).toBe(1);
  });

  test('with a new key but the same content is unchanged', async () => {
    await submit();
    expect(await submit({ idempotencyKey: 'key-00000002' })).toMatchObject({ outcome: 'UNCHANGED', repeated: false });
    expect(await count('notification')).toBe(1);
  });

  test('is refused when its key was used for another message', async () => {
    await submit();
    await expect(submit({ message: fixture('update') })).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await count('notification')).toBe(1);
  });

  test('is refused when a newer message of the incident came in than the sender has seen', async () => {
    await submit();
    const stale = {
      message: fixture('update'),
      idempotencyKey: 'key-00000002',
      expectedKnownAt: '2015-10-19T09:00:00Z',
    };
    await expect(submit(stale)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(await count('delivery')).toBe(1);
  });

  test('is accepted when the sender has seen the newest', async () => {
    await submit();
    const { rows } = await database.pools.owner.query('select last_known seen from lane');
    const seen = new Date(rows[0]?.seen).toISOString().replace('Z', '999Z');
    const fresh = { message: fixture('update'), idempotencyKey: 'key-00000002', expectedKnownAt: seen };
    expect(await submit(fresh)).toMatchObject({ outcome: 'STORED' });
  });

  test.for([
    {
      title: 'from a social worker',
      viewer: { ...coordinator, role: 'social-worker', organisation: 'E08000017' } as const,
    },
    { title: 'from an investigator', viewer: { ...coordinator, role: 'police-investigator' } as const },
    { title: 'from nobody', viewer: null },
  ])('$title is not permitted', async ({ viewer }) => {
    await expect(submit({ viewer })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    expect(await count('delivery')).toBe(0);
  });

  test('of another force is not permitted', async () => {
    const message = {
      ...fixture('complete-new'),
      message: { ...z.record(z.string(), z.unknown()).parse(fixture('complete-new')['message']), force: '16' },
    };
    await expect(submit({ message })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    expect(await count('delivery')).toBe(0);
  });

  test.for([
    { title: 'that is no object', message: 'hello' },
    { title: 'without a number', message: { message: { forceRef: 'F', messageType: 'NEW' } } },
    { title: 'that is nothing', message: null },
  ])('$title is refused with the field and the rule, and nothing is kept', async ({ message }) => {
    await expect(submit({ message })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await count('delivery')).toBe(0);
  });

  test('with too short a key is refused', async () => {
    await expect(submit({ idempotencyKey: 'short' })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });

  test('sent ten times at once is stored once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit()));
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await count('notification')).toBe(1);
  });
});
