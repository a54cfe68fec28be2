import { afterEach, beforeEach, expect, test } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { writeRecord } from '../../src/app/record/write-record.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { freshKey } from '../support/entering-hub.ts';
import { ingestDeps } from '../support/ingest-hub-deps.ts';

const now = '2015-10-23T09:00:00.000Z';
let database: TestDatabase;
let deps: ReturnType<typeof ingestDeps>;
beforeEach(async () => {
  database = await createDatabase();
  deps = ingestDeps(database.pools, adapters);
});
afterEach(async () => {
  expect((await rebuild(deps, { verify: true })).differences).toEqual([]);
  await database.drop();
});

const worker = (organisation: string): Viewer => ({
  role: 'host-authority',
  purpose: 'SAFEGUARD_PLAN',
  person: 'worker-1',
  organisation,
});

/** An authority says which authority a child is placed in, whom it knows by a number of its own. */
const sendPlacing = (organisation: string, nhsNumber: string) =>
  ingestFile(deps, {
    ...{ adapterId: 'hub-records', name: 'involvements.json', organisation, receivedAt: now },
    bytes: Buffer.from(
      JSON.stringify({
        contract: 'hub-records/involvements',
        version: '1.0',
        involvements: [
          {
            id: 'INV-1',
            child: {
              ...{ system: 'ssd', key: 'P1', birthOn: '2001-03-14', names: [{ given: 'Kayleigh', family: 'Marsden' }] },
              identifiers: [{ system: 'nhs-number', value: nhsNumber }],
            },
            ...{ involvement: 'HOST_AUTHORITY', organisation: 'E08000018', person: null, startedOn: '2015-06-01' },
          },
        ],
      }),
    ),
  });

const childOf = async (organisation: string): Promise<string> => {
  const sql = `select p.child_id::text id from involvement p where p.organisation = $1 and p.known_to = 'infinity'`;
  return (await database.pools.owner.query<{ id: string }>(sql, [organisation])).rows[0]?.id ?? '';
};
const noticeChild = async (): Promise<string | undefined> =>
  (
    await database.pools.owner.query<{ id: string }>(
      `select child_id::text id from professional_notice where known_to = 'infinity'`,
    )
  ).rows[0]?.id;

test('what is entered of a child goes with that child where two are made one, and comes back where they are parted', async () => {
  await sendPlacing('E08000017', '9990000018');
  await sendPlacing('E08000018', '9990000026');
  const [older, younger] = [await childOf('E08000017'), await childOf('E08000018')];
  expect(older).not.toBe(younger);
  const said = { fields: { about: 'MISSING', recipientRole: 'REVIEWING_OFFICER' }, absent: [] };
  const which = { childId: younger };
  const written = await writeRecord(deps)({
    viewer: worker('E08000018'),
    kind: 'professional-notice',
    which,
    said,
    idempotencyKey: freshKey(),
    now,
  });
  expect(written).toMatchObject({ outcome: 'STORED', childId: younger });

  await sendPlacing('E08000018', '9990000018');
  expect(await childOf('E08000018')).toBe(older);
  expect(await noticeChild()).toBe(older);

  await sendPlacing('E08000018', '9990000026');
  expect(await childOf('E08000018')).toBe(younger);
  expect(await noticeChild()).toBe(younger);
});
