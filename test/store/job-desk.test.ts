import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type JobDesk, openJobDesk } from '../../src/store/job-desk.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let desk: JobDesk;
beforeAll(async () => {
  database = await createDatabase();
  desk = openJobDesk(database.url);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

const put = async (state: string): Promise<string> => {
  const id = randomUUID();
  await database.pools.owner.query(
    `insert into job (id, type, key, payload, state, attempts, last_error) values ($1, 'announce', $2, '{"child":"whose work it was"}', $3, 10, 'X')`,
    [id, id, state],
  );
  return id;
};

test('an operator sees what failed, without what the work was about', async () => {
  const failed = await put('FAILED');
  await put('DONE');
  const [job, ...others] = await desk.list({ state: 'FAILED', limit: 10 });
  expect(others).toEqual([]);
  expect(job).toMatchObject({ id: failed, type: 'announce', attempts: 10, lastError: 'X' });
  expect(JSON.stringify(job)).not.toContain('whose work it was');
});

test('a failed job is put back into the queue, and only a failed one', async () => {
  const [failed, done] = [await put('FAILED'), await put('DONE')];
  await desk.retry(failed);
  const { rows } = await database.pools.owner.query('select state, attempts from job where id = $1', [failed]);
  expect(rows).toEqual([{ state: 'WAITING', attempts: 0 }]);
  await expect(desk.retry(done)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(desk.retry(randomUUID())).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
