import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { resumeDeliveries } from '../../src/app/ingest/resume-deliveries.ts';
import { listQuarantine } from '../../src/app/quarantine/list-quarantine.ts';
import { replayQuarantine } from '../../src/app/quarantine/replay-quarantine.ts';
import { showQuarantined } from '../../src/app/quarantine/show-quarantined.ts';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type AskedHub, openAskedHub } from '../support/asked-hub.ts';
import { policeMessage, withEnvelope } from '../support/police-messages.ts';

const canary = 'Quillonby';
const now = '2015-10-23T09:00:00.000Z';

let hub: AskedHub;
beforeEach(async () => {
  hub = await openAskedHub(now);
});
afterEach(() => hub.close());

/** A message of a child with a name that stands nowhere else, marked so. */
const marked = (marking: string, number: string) => ({
  ...withEnvelope(policeMessage('complete-new'), { marking, notificationId: number, forceRef: `F-${number}` }),
  child: { familyName: canary, dateOfBirth: '2001-03-14' },
});
const plain = withEnvelope(policeMessage('complete-new'), { notificationId: 'plain' });
const fileOf = (...notifications: readonly unknown[]) => ({
  ...{ contract: 'police-misper', version: '1.0', force: { code: '14' }, notifications },
});
const csvOf = (marking: string): string =>
  `message.notificationId,message.forceRef,message.messageType,message.marking,child.familyName\nN1,F1,NEW,${marking},${canary}\n`;

const texts = z.array(z.object({ column: z.string() }));
/** Tables of the hub that hold a word anywhere, in a column of any kind. */
const tablesWith = async (word: string): Promise<readonly string[]> => {
  const { owner } = hub.database.pools;
  const { rows } = await owner.query(
    `select table_name "column" from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { column: table } of texts.parse(rows)) {
    const sql = `select 1 from ${table} t where t::text ilike $1 or t::text ilike $2 limit 1`;
    const hex = Buffer.from(word).toString('hex');
    if ((await owner.query(sql, [`%${word}%`, `%${hex}%`])).rowCount) found.push(table);
  }
  return found;
};

describe('a notification marked above what the hub may hold', () => {
  test('is turned away with the reason, and no word of it is stored; the others of its file are', async () => {
    const summary = await hub.send('police', '14', fileOf(plain, marked('SECRET', 'N1')));
    expect(summary).toMatchObject({ received: 2, stored: 1, quarantined: 1 });
    expect(await tablesWith(canary)).toEqual([]);
    expect(await tablesWith('marking.above-ceiling')).toEqual(['source_record']);
  });

  test('within it, is stored with the bytes it came in', async () => {
    const summary = await hub.send('police', '14', fileOf(plain, marked('OFFICIAL-SENSITIVE', 'N1')));
    expect(summary).toMatchObject({ received: 2, stored: 2, quarantined: 0 });
    expect(await tablesWith(canary)).toEqual(expect.arrayContaining(['person', 'raw_content', 'child_view']));
  });

  test.for(['SECRET', 'top secret'])('is turned away from a table too (%s)', async (marking) => {
    expect(await hub.send('police', '14', csvOf(marking), 'a.csv')).toMatchObject({ stored: 0, quarantined: 1 });
    expect(await tablesWith(canary)).toEqual([]);
  });

  test('a word that is no marking turns no child away', async () => {
    expect(await hub.send('police', '14', csvOf('CONFIDENTIAL'), 'a.csv')).toMatchObject({ stored: 1, quarantined: 0 });
  });

  test('a whole file is turned away by the marking on its cover', async () => {
    const covered = { ...fileOf(marked('OFFICIAL', 'N1')), marking: 'SECRET' };
    expect(await hub.send('police', '14', covered)).toMatchObject({ stored: 0, quarantined: 1 });
    expect(await tablesWith(canary)).toEqual([]);
  });

  test('cannot be shown or replayed, because nothing of it was kept', async () => {
    await hub.send('police', '14', fileOf(marked('SECRET', 'N1')));
    const [waiting] = (await listQuarantine(hub.deps, {})).records;
    const shown = await showQuarantined(hub.deps, { id: waiting?.id ?? '' });
    expect(shown).toMatchObject({ text: null, reasons: [{ rule: 'marking.above-ceiling', field: 'message.marking' }] });
    const replayed = await replayQuarantine(hub.deps, { what: { all: true }, receivedAt: now });
    expect(replayed).toMatchObject({ stored: 0, quarantined: 1 });
  });

  test.for([
    { marking: 'SECRET', ends: { stored: 0, quarantined: 1 } },
    { marking: 'OFFICIAL', ends: { stored: 1, quarantined: 0 } },
  ])('work interrupted on a file with $marking in it comes to an end', async ({ marking, ends }) => {
    const stopped = AbortSignal.abort();
    const bytes = Buffer.from(JSON.stringify(fileOf(marked(marking, 'N1'))));
    const file = { adapterId: 'police', name: 'a.json', bytes, organisation: '14', receivedAt: now };
    await expect(ingestFile(hub.deps, { ...file, signal: stopped })).rejects.toThrow();
    expect(await resumeDeliveries(hub.deps)).toMatchObject({ received: 1, ...ends });
    expect(await resumeDeliveries(hub.deps)).toMatchObject({ received: 0 });
  });
});

const coordinator: Viewer = {
  ...{ person: 'officer-1', organisation: '14', role: 'police-missing-coordinator', purpose: 'SAFEGUARD_PLAN' },
};
const submit = `mutation($input: NotificationSubmitInput!) { notificationSubmit(input: $input) { __typename
  ... on Refusal { code message } } }`;

test.for([
  { marking: 'SECRET', answer: { __typename: 'MarkingTooHigh', code: 'MARKING_TOO_HIGH' }, isStored: false },
  { marking: 'OFFICIAL', answer: { __typename: 'NotificationSubmitted' }, isStored: true },
])('a submission marked $marking is answered by $answer.__typename', async ({ marking, answer, isStored }) => {
  const input = { message: marked(marking, 'N1'), idempotencyKey: 'key-00000001' };
  const { notificationSubmit } = await hub.ask(coordinator, submit, { input });
  expect(notificationSubmit).toMatchObject(answer);
  expect((await tablesWith(canary)).length > 0).toBe(isStored);
  expect(JSON.stringify(notificationSubmit)).not.toContain(canary);
});
