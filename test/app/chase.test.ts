import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { police } from '../../adapters/police/index.ts';
import { takeSteps } from '../../src/app/chase/take-steps.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { chaseJob } from '../../src/app/jobs/chase.ts';
import { jobs } from '../../src/app/jobs/index.ts';
import { runNextJob } from '../../src/app/jobs/run-job.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { eraseChild } from '../../src/app/retention/erase-child.ts';
import { enqueue } from '../../src/store/jobs.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { rounds } from '../support/depth.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { type PoliceMessage, policeFile, policeMessage } from '../support/police-file.ts';

let hub: IngestHub;
beforeAll(async () => {
  hub = await createIngestHub();
});
afterAll(() => hub.database.drop());

let sent = 0;
const send = (messages: readonly PoliceMessage[], more: { receivedAt?: string; organisation?: string } = {}) => {
  sent += 1;
  return ingestFile(
    { ...hub.deps, adapters: [police] },
    {
      ...{
        adapterId: 'police',
        name: `file-${sent}.json`,
        organisation: '14',
        receivedAt: '2015-10-20T09:00:00Z',
        ...more,
      },
      bytes: Buffer.from(policeFile(messages, more.organisation)),
    },
  );
};

/** An UPDATE of the nth report that says one more thing. */
const update = (n: number, part: number, sections: PoliceMessage, message: object = {}): PoliceMessage =>
  policeMessage(n, {
    ...sections,
    message: {
      ...{ notificationId: `SYP-N-${n}-${part}`, messageType: 'UPDATE', reportedAt: undefined },
      ...{ sentAt: `2015-10-20T${String(10 + part).padStart(2, '0')}:00:00+01:00`, ...message },
    },
    child: { personRef: `SYP-P-${n}`, ...(typeof sections['child'] === 'object' ? sections['child'] : {}) },
  });

interface Stood {
  readonly field: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly urgency: string;
  readonly hours: number;
}

const requestsOf = (n: number) =>
  hub.ask<Stood>(
    `select field, state, outcome, urgency, round(extract(epoch from due_at - opened_at) / 3600)::int hours
     from enrichment_request where force_reference = $1 order by number, opened_at`,
    [`SYP-M-${n}`],
  );
const standing = async (n: number, field: string) => (await requestsOf(n)).filter((one) => one.field === field);
const gapsOf = async (n: number, last: string) =>
  (
    await hub.ask<{ gaps: readonly { readonly field: string; readonly requirement: string }[] }>(
      `select a.gaps from assessment a join notification n on n.id = a.notification_id and n.known_to = 'infinity'
       where a.known_to = 'infinity' and n.force_reference = $1 and n.notification_id = $2`,
      [`SYP-M-${n}`, last],
    )
  )
    .flatMap(({ gaps }) => gaps)
    .filter(({ requirement }) => requirement !== 'RECOMMENDED')
    .map(({ field }) => field);

const duplicates = () =>
  hub.ask(
    `select notification_id, field from enrichment_request where state = 'OPEN' group by 1, 2 having count(*) > 1`,
  );
const heritage = { culture: 'Irish Traveller', nationality: 'Irish' };
const asRecorded = { religion: { answer: 'NOT_KNOWN', askedBy: 'PC 1', askedAt: '2015-10-20T11:00:00Z' } };

describe('a gap is one question to the force', () => {
  test('every mandatory value and answer a notification lacks is asked for once, and nothing recommended is', async () => {
    await send([policeMessage(1, { risk: { grade: 'HIGH' } })]);
    const asked = await requestsOf(1);
    expect(asked.map(({ field }) => field)).toEqual(await gapsOf(1, 'SYP-N-1'));
    expect(asked.length).toBeGreaterThan(20);
    expect(new Set(asked.map(({ state }) => state))).toEqual(new Set(['OPEN']));
    await send([policeMessage(1, { risk: { grade: 'HIGH' } })]);
    expect(await requestsOf(1)).toEqual(asked);
  });

  test('it is put in the outbox as one message, for the force alone', async () => {
    const rows = await hub.ask<{ told_to: readonly string[]; messages: number }>(
      `select told_to, (select count(distinct message_id)::int from enrichment_request) messages from outbox
       where topic = 'ENRICHMENT_REQUESTED'`,
    );
    expect(rows).toEqual([{ told_to: ['14'], messages: 1 }]);
  });

  test.each([
    [2, 'HIGH', 4],
    [3, 'MEDIUM', 24],
    [4, undefined, 24],
    [5, 'LOW', 72],
  ])('report %i graded %s is answered in %i hours', async (n, grade, hours) => {
    await send([policeMessage(n, grade === undefined ? {} : { risk: { grade } })]);
    expect((await standing(n, 'religion'))[0]?.hours).toBe(hours);
  });

  test('a later message answers it, with a value or with who was asked and when, and the report is scored anew', async () => {
    await send([update(1, 1, { child: { ...heritage, ...asRecorded } })]);
    expect(await standing(1, 'religion')).toMatchObject([{ state: 'ANSWERED', outcome: 'NOT_KNOWN_ASKED' }]);
    expect(await standing(1, 'culture')).toMatchObject([{ state: 'ANSWERED', outcome: 'PRESENT' }]);
    expect(await standing(1, 'language')).toMatchObject([{ state: 'OPEN', outcome: null }]);
    const open = (await requestsOf(1)).filter(({ state }) => state === 'OPEN').map(({ field }) => field);
    expect(open).toEqual(await gapsOf(1, 'SYP-N-1-1'));
    const [row] = await hub.ask<{ same: boolean }>(
      `select q.closed_at = a.known_from same from enrichment_request q
       join assessment a on a.notification_id = q.answered_by where q.field = 'religion' and q.force_reference = 'SYP-M-1'`,
    );
    expect(row?.same).toBe(true);
  });

  test('NOT_KNOWN without who was asked does not answer it', async () => {
    await send([update(2, 1, { child: { religion: { answer: 'NOT_KNOWN' } } })]);
    expect(await standing(2, 'religion')).toMatchObject([{ state: 'OPEN' }]);
  });

  test('a graver risk brings the deadline forward, and a lesser one leaves it', async () => {
    await send([update(5, 1, { risk: { grade: 'HIGH' } }, { messageType: 'RISK_CHANGE' })], {
      receivedAt: '2015-10-20T11:00:00Z',
    });
    expect(await standing(5, 'religion')).toMatchObject([{ urgency: 'HIGH', hours: 6 }]);
    await send([update(5, 2, { risk: { grade: 'LOW' } }, { messageType: 'RISK_CHANGE' })], {
      receivedAt: '2015-10-20T12:00:00Z',
    });
    expect(await standing(5, 'religion')).toMatchObject([{ urgency: 'HIGH', hours: 6 }]);
  });

  test('a cancelled report is asked about no more', async () => {
    await send([update(3, 1, {}, { messageType: 'CANCELLED' })]);
    const after = await requestsOf(3);
    expect(new Set(after.map(({ state, outcome }) => `${state} ${outcome}`))).toEqual(new Set(['WITHDRAWN CANCELLED']));
  });

  test('a field that no longer applies is asked for no more', async () => {
    await send([policeMessage(6, { care: { status: 'LAC' } })]);
    expect(await standing(6, 'placement')).toMatchObject([{ state: 'OPEN' }]);
    await send([update(6, 1, { care: { status: 'HOME' } })]);
    expect(await standing(6, 'placement')).toMatchObject([{ state: 'WITHDRAWN', outcome: 'NO_LONGER_APPLIES' }]);
  });

  test('two forces that report one child are each asked, and their questions are of that child', async () => {
    const numbers = { nhsNumber: '9990000018', upn: 'M371000015001' };
    await send([policeMessage(7)]);
    await send([policeMessage(8)], { organisation: '16' });
    const children = () =>
      hub.ask<{ organisation: string; child: string }>(
        `select distinct organisation, child_id::text child from enrichment_request
         where force_reference in ('SYP-M-7', 'SYP-M-8') and state = 'OPEN' order by 1`,
      );
    expect(new Set((await children()).map(({ child }) => child)).size).toBe(2);
    const alike = { givenName: 'Child', familyName: 'Number 7', dateOfBirth: '2001-03-14', ...numbers };
    await send([update(7, 1, { child: alike })]);
    await send([update(8, 1, { child: alike })], { organisation: '16' });
    const after = await children();
    expect(after.map(({ organisation }) => organisation)).toEqual(['14', '16']);
    expect(new Set(after.map(({ child }) => child)).size).toBe(1);
  });

  test('what is stored is what the facts give, at every time there was', async () => {
    expect(await hub.differences()).toEqual([]);
  });

  test('and where it is not, verify says so and rebuild puts it right', async () => {
    await hub.ask(`update enrichment_request set due_at = due_at + interval '1 day' where field = 'religion'`);
    await hub.ask(`delete from enrichment_request where field = 'culture' and state = 'OPEN'`);
    const found = await hub.differences();
    expect(found).toContainEqual(expect.objectContaining({ what: 'the question about religion stands otherwise' }));
    expect(found).toContainEqual(expect.objectContaining({ what: 'the question about culture is missing' }));
    await rebuild(hub.deps, { verify: false });
    expect(await hub.differences()).toEqual([]);
  });
});

describe('reminders and escalation', () => {
  const takeAt = (now: string) => inTransaction(hub.database.pools.ingest, (tx) => takeSteps(tx, now, 100_000));
  const news = (topic: string) =>
    hub.ask<{ step: string; told_to: readonly string[] }>(
      `select payload ->> 'step' step, told_to from outbox where topic = $1 and payload ->> 'messageId' in
         (select message_id::text from enrichment_request where force_reference = 'SYP-M-2') order by known_at`,
      [topic],
    );
  const opened = Date.parse('2015-10-20T09:00:00Z');
  const hoursOn = (hours: number) => new Date(opened + hours * 3_600_000).toISOString();

  test('the force is reminded at the times of the table, once a message however many fields it lacks', async () => {
    await takeAt(hoursOn(1.9));
    expect(await news('ENRICHMENT_REMINDER')).toEqual([]);
    await takeAt(hoursOn(2.1));
    await takeAt(hoursOn(2.1));
    expect(await news('ENRICHMENT_REMINDER')).toEqual([{ step: 'REMINDER', told_to: ['14'] }]);
    await takeAt(hoursOn(3.1));
    expect(await news('ENRICHMENT_REMINDER')).toHaveLength(2);
    expect(await news('ENRICHMENT_OVERDUE')).toEqual([]);
  });

  test('past the deadline the authority is told, and after a shift the partnership', async () => {
    await takeAt(hoursOn(4.1));
    expect(await news('ENRICHMENT_OVERDUE')).toEqual([{ step: 'OVERDUE', told_to: ['14', 'E08000017'] }]);
    await takeAt(hoursOn(12.1));
    expect((await news('ENRICHMENT_OVERDUE')).at(-1)).toEqual({
      ...{ step: 'STILL_OVERDUE', told_to: ['14', 'DSCP', 'E08000017'] },
    });
    expect(await news('ENRICHMENT_REMINDER')).toHaveLength(2);
  });

  test('runs of the job at the same time take each step once', async () => {
    const late = '2015-12-01T00:00:00Z';
    await Promise.all([takeAt(late), takeAt(late), takeAt(late)]);
    const twice = await hub.ask(
      `select payload from outbox where topic like 'ENRICHMENT_%' and payload ? 'step' group by payload having count(*) > 1`,
    );
    expect(twice).toEqual([]);
    const [open] = await hub.ask<{ open: number; steps: number }>(
      `select count(*)::int open, (select count(*)::int from enrichment_step s join enrichment_request q on q.id = s.request_id
         where q.state = 'OPEN' and s.step = 'STILL_OVERDUE') steps from enrichment_request where state = 'OPEN'`,
    );
    expect(open?.steps).toBe(open?.open);
  });

  test('notices reach those named and nobody else', async () => {
    const deps = { ...hub.deps, clock: { now: () => '2015-12-01T00:00:00Z' } };
    await inTransaction(hub.database.pools.ingest, (tx) => enqueue(tx, { type: 'chase', key: '', payload: {} }));
    const worker = {
      jobs: jobs.filter(({ type }) => type === 'announce' || type === chaseJob.type),
      name: 'w',
      leaseSeconds: 60,
    };
    const never = new AbortController().signal;
    expect([await runNextJob(deps, worker, never), await runNextJob(deps, worker, never)]).toEqual(['DONE', 'DONE']);
    const told = await hub.ask<{ topic: string; organisations: readonly string[] }>(
      `select topic, array_agg(distinct organisation order by organisation) organisations from notice
       where topic like 'ENRICHMENT_%' group by 1 order by 1`,
    );
    expect(told).toEqual([
      { topic: 'ENRICHMENT_OVERDUE', organisations: ['14', '16', 'DSCP', 'E08000017'] },
      { topic: 'ENRICHMENT_REMINDER', organisations: ['14'] },
      { topic: 'ENRICHMENT_REQUESTED', organisations: ['14', '16'] },
    ]);
  });

  test('what was done about a question outlives a rebuild, and the question stays the same', async () => {
    const steps = () => hub.ask(`select request_id, step, at::text from enrichment_step order by 1, 2`);
    const before = await steps();
    await hub.ask(`update enrichment_request set found = 'INVALID' where force_reference = 'SYP-M-2'`);
    await rebuild(hub.deps, { verify: false });
    expect(await steps()).toEqual(before);
    expect(await hub.differences()).toEqual([]);
  });
});

describe('erasure', () => {
  test('a question goes with the report it is about, and another child’s stay', async () => {
    const count = async (n: number) => (await requestsOf(n)).length;
    const stays = await count(2);
    const [child] = await hub.ask<{ id: string }>(
      `select distinct child_id::text id from notification where force_reference = 'SYP-M-3'`,
    );
    const erased = { childId: child?.id ?? '', reason: 'asked for', approvedBy: 'the officer' };
    expect(await count(3)).toBeGreaterThan(20);
    expect(await eraseChild(hub.deps, { ...erased, asAt: '2095-01-01' })).toMatchObject({ held: null });
    expect(await count(3)).toBe(0);
    expect(await count(2)).toBe(stays);
    expect(await hub.differences()).toEqual([]);
  });
});

describe('many incomplete notifications', () => {
  const reports = rounds(40, 1_000);
  const numbers = Array.from({ length: reports }, (_, index) => 1_000 + index);

  test(
    'have exactly one open question a field, under concurrent updates of the same reports',
    async () => {
      const answering = (n: number, part: number) => update(n, part, { child: part % 2 === 0 ? asRecorded : heritage });
      await send(numbers.map((n) => policeMessage(n)));
      await Promise.all([1, 2, 3, 4].map((part) => send(numbers.map((n) => answering(n, part)))));
      expect(await duplicates()).toEqual([]);
      const stood = await hub.ask<{ field: string; state: string; n: number }>(
        `select field, state, count(*)::int n from enrichment_request where notification_number ~ '^SYP-N-1\\d{3}$'
         and field in ('religion', 'culture', 'language') group by 1, 2 order by 1`,
      );
      expect(stood).toEqual([
        { field: 'culture', state: 'ANSWERED', n: reports },
        { field: 'language', state: 'OPEN', n: reports },
        { field: 'religion', state: 'ANSWERED', n: reports },
      ]);
      const gaps = await hub.ask<{ n: number }>(
        `select count(*)::int n from notification n join assessment a on a.notification_id = n.id and a.known_to = 'infinity'
         cross join lateral jsonb_array_elements(a.gaps) g
       where n.known_to = 'infinity' and n.notification_id ~ '^SYP-N-1\\d{3}-4$' and g ->> 'requirement' <> 'RECOMMENDED'`,
      );
      const open = await hub.ask<{ n: number }>(
        `select count(*)::int n from enrichment_request where state = 'OPEN' and notification_number ~ '^SYP-N-1\\d{3}$'`,
      );
      expect(open).toEqual(gaps);
    },
    rounds(60_000, 600_000),
  );

  test('the database itself refuses a second one', async () => {
    await expect(
      hub.ask(
        `insert into enrichment_request select (jsonb_populate_record(q, jsonb_build_object('id', gen_random_uuid()))).*
         from enrichment_request q where state = 'OPEN' limit 1`,
      ),
    ).rejects.toThrow(/enrichment_request_open/);
  });

  test('an update whose transaction dies leaves question, score and message as they were', async () => {
    const [before] = await hub.ask(`select count(*)::int n, max(closed_at)::text at from enrichment_request`);
    await hub.ask(`alter table outbox rename to outbox_lost`);
    await expect(send([policeMessage(900)])).rejects.toThrow();
    await hub.ask(`alter table outbox_lost rename to outbox`);
    expect((await hub.ask(`select count(*)::int n, max(closed_at)::text at from enrichment_request`))[0]).toEqual(
      before,
    );
  });
});
