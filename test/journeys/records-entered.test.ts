import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rebuild } from '../../src/app/rebuild.ts';
import { mayWrite } from '../../src/domain/may-write.ts';
import { neededFields, writableKinds } from '../../src/domain/writable.ts';
import { rounds } from '../support/depth.ts';
import {
  type Entered,
  type EnteringHub,
  exampleOf,
  freshKey,
  openEnteringHub,
  workerOf,
  workerRoles,
  writable,
} from '../support/entering-hub.ts';

let hub: EnteringHub;
beforeAll(async () => {
  hub = await openEnteringHub();
});
afterAll(() => hub.close());

const withheld = ({ record }: Entered): readonly string[] => {
  const absences = record?.['absences'];
  return (Array.isArray(absences) ? absences : [])
    .filter(({ reason }) => reason === 'WITHHELD_BY_POLICY')
    .map(({ field }) => field);
};

const children = () => hub.count(`select count(*)::int n from child`);
const socialWorker = workerOf('social-worker');
const caseNote = writable('caseNoteRecord');
const interview = writable('interviewRecord');

const entries = writableKinds.flatMap((one) =>
  workerRoles.filter((role) => mayWrite(role, one.mutation)).map((role) => ({ one, role, mutation: one.mutation })),
);
const refused = writableKinds.flatMap((one) =>
  workerRoles.filter((role) => !mayWrite(role, one.mutation)).map((role) => ({ one, role, mutation: one.mutation })),
);

describe('a worker enters a record of a child', () => {
  test.for(entries)(
    '$mutation: a $role enters what they may see, and reads back what they said',
    async ({ one, role }) => {
      const before = await children();
      const { record: whole } = exampleOf(one);
      const needed = Object.fromEntries(neededFields(one).map((field) => [field, whole[field]]));
      const bare = { ...needed, ...(Object.keys(needed).length === 0 ? { episodes: [] } : {}) };
      const first = await hub.enter(workerOf(role), one, { childId: hub.childId, record: bare });
      expect(first).toMatchObject({ __typename: `${one.type}Recorded`, outcome: 'STORED', repeated: false });
      const hidden = withheld(first);
      const seen = Object.fromEntries(Object.entries(whole).filter(([field]) => !hidden.includes(field)));
      const second = await hub.enter(workerOf(role), one, { childId: hub.childId, record: seen });
      // The people of a meeting stand in a field of their own.
      const { episodes: _about, attendance, ...told } = seen;
      const people = attendance === undefined ? {} : { attendees: attendance };
      expect(second).toMatchObject({ outcome: 'STORED', record: { ...told, ...people } });
      for (const field of hidden.filter((name) => name in whole).slice(0, 2)) {
        const blind = await hub.enter(workerOf(role), one, {
          childId: hub.childId,
          record: { ...needed, [field]: whole[field] },
        });
        expect(blind).toMatchObject({ code: 'NOT_PERMITTED', message: expect.stringContaining(`record.${field}`) });
      }
      expect(await children()).toBe(before);
    },
  );

  test.for(refused)('$mutation: a $role may not', async ({ one, role }) => {
    const answer = await hub.enter(workerOf(role), one, { childId: hub.childId, ...exampleOf(one) });
    expect(answer).toMatchObject({ code: 'NOT_PERMITTED' });
  });

  test('the record is attached to the absence it names, and says who entered it', async () => {
    const { record } = await hub.enter(socialWorker, caseNote, { childId: hub.childId, ...exampleOf(caseNote) });
    const id = record?.id.split(':')[1];
    const { rows } = await hub.database.pools.owner.query(
      `select n.entered_by, d.name, d.received, d.stored, l.rule, l.actor from case_note n
       join source_record r on r.id = n.source_record_id join delivery d on d.id = r.delivery_id
       join link_event l on l.subject_id = n.subject_id where n.id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        entered_by: 'worker-1',
        name: 'caseNoteRecord.json',
        received: 1,
        stored: 1,
        rule: 'ENTERED_IN_HUB',
        actor: expect.any(String),
      },
    ]);
  });

  test('who reads the record is told who entered it, and of one that came in a file, that it did', async () => {
    const { record } = await hub.enter(socialWorker, caseNote, { childId: hub.childId, ...exampleOf(caseNote) });
    expect(record?.['enteredBy']).toBe('worker-1');
    const [first] = z
      .object({ nodes: z.array(z.object({ enteredBy: z.string().nullable() })) })
      .parse((await hub.ask(socialWorker, '{ notifications { nodes { enteredBy } } }'))['notifications']).nodes;
    expect(first?.enteredBy).toBe('FILE');
  });

  test('whoever may not know the names of the professionals is told that it is withheld', async () => {
    const auditor = { person: 'a-1', organisation: 'DSCP', role: 'auditor', purpose: 'AUDIT_PSEUDONYMISED' } as const;
    const { nodes } = z
      .object({
        nodes: z.array(
          z.object({
            enteredBy: z.string().nullable(),
            absences: z.array(z.object({ field: z.string(), reason: z.string() })),
          }),
        ),
      })
      .parse(
        (await hub.ask(auditor, '{ notifications { nodes { enteredBy absences { field reason } } } }'))[
          'notifications'
        ],
      );
    expect(nodes.length).toBeGreaterThan(0);
    for (const { enteredBy, absences } of nodes) {
      expect(enteredBy).toBeNull();
      expect(absences).toContainEqual({ field: 'enteredBy', reason: 'WITHHELD_BY_POLICY' });
    }
  });

  test.for(['author', 'authorRole', 'authorAgency', 'happenedAt', 'recordedAt'])(
    'a case note without its %s is refused, and one with it is not',
    async (field) => {
      const { [field]: said, ...rest } = exampleOf(caseNote).record;
      const without = await hub.enter(socialWorker, caseNote, { childId: hub.childId, record: rest });
      expect(without).toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringContaining(field) });
      const with_ = await hub.enter(socialWorker, caseNote, {
        childId: hub.childId,
        record: { ...rest, [field]: said },
      });
      expect(with_.outcome).toBe('STORED');
    },
  );

  test('of a child the worker has no relationship to there is none, as of a child that is none', async () => {
    const stranger = { ...socialWorker, organisation: 'E08000039' };
    const other = await hub.enter(stranger, caseNote, { childId: hub.childId, ...exampleOf(caseNote) });
    const none = await hub.enter(socialWorker, caseNote, { childId: 'Child:x', ...exampleOf(caseNote) });
    expect(other).toMatchObject({ code: 'NOT_FOUND' });
    expect(none).toEqual(other);
  });

  test('what cannot be is refused by field and rule, without the value', async () => {
    const { record } = exampleOf(interview);
    const late = { ...record, heldAt: '2031-01-01T00:00:00Z' };
    const answer = await hub.enter(socialWorker, interview, { childId: hub.childId, record: late });
    expect(answer).toMatchObject({ code: 'INVALID_REQUEST', message: expect.stringContaining('record.heldAt') });
    expect(answer.message).not.toContain('2031');
  });
});

describe('a worker changes a record of their organisation', () => {
  const newNote = async () => {
    const made = await hub.enter(socialWorker, caseNote, { childId: hub.childId, ...exampleOf(caseNote) });
    return { id: made.record?.id ?? '', expectedKnownAt: made.knownAt ?? '' };
  };

  test('fields not named keep their value; null with a reason empties a field, without one it is refused', async () => {
    const note = await newNote();
    const named = await hub.enter(socialWorker, caseNote, { ...note, record: { place: 'At home' } });
    expect(named.record).toMatchObject({ place: 'At home', voice: exampleOf(caseNote).record['voice'] });
    const next = { id: note.id, expectedKnownAt: named.knownAt };
    expect(await hub.enter(socialWorker, caseNote, { ...next, record: { place: null } })).toMatchObject({
      code: 'INVALID_REQUEST',
    });
    const absent = [{ field: 'place', reason: 'ASKED_DECLINED' }];
    const emptied = await hub.enter(socialWorker, caseNote, { ...next, record: { place: null }, absent });
    expect(emptied.record).toMatchObject({ place: null, voice: exampleOf(caseNote).record['voice'] });
    expect(emptied.record?.['absences']).toContainEqual({ field: 'place', reason: 'ASKED_DECLINED' });
  });

  test('the same again is no new version', async () => {
    const note = await newNote();
    const again = await hub.enter(socialWorker, caseNote, {
      ...note,
      record: { place: exampleOf(caseNote).record['place'] },
    });
    expect(again).toMatchObject({ outcome: 'UNCHANGED', knownAt: note.expectedKnownAt });
  });

  test('of two who change it at once one wins, and the other is told', async () => {
    const note = await newNote();
    const both = await Promise.all(
      ['One', 'Other'].map((place) => hub.enter(socialWorker, caseNote, { ...note, record: { place } })),
    );
    expect(both.map(({ outcome, code }) => outcome ?? code).toSorted()).toEqual(['STORED', 'VERSION_CONFLICT']);
  });

  test('another organisation’s record is not theirs, one they may not know of is none', async () => {
    const notice = writable('noticeRecord');
    const made = await hub.enter(socialWorker, notice, { childId: hub.childId, ...exampleOf(notice) });
    const change = { id: made.record?.id, expectedKnownAt: made.knownAt, record: { about: 'RETURN' } };
    expect(await hub.enter(workerOf('police-missing-coordinator'), notice, change)).toMatchObject({
      code: 'NOT_PERMITTED',
    });
    const escalation = writable('escalationRecord');
    const raised = await hub.enter(socialWorker, escalation, { childId: hub.childId, ...exampleOf(escalation) });
    const other = { id: raised.record?.id, expectedKnownAt: raised.knownAt, record: { stage: 2 } };
    expect(await hub.enter(workerOf('police-missing-coordinator'), escalation, other)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await hub.enter(socialWorker, escalation, other)).toMatchObject({ outcome: 'STORED' });
    const acknowledged = { ...change, record: { acknowledgedAt: '2015-10-20T10:00:00Z' } };
    expect(await hub.enter(workerOf('reviewing-officer'), notice, acknowledged)).toMatchObject({ outcome: 'STORED' });
  });

  test('a record that came in a file keeps who it said the child is', async () => {
    const example = { ...exampleOf(caseNote).record, id: 'NOTE-FILE-1' };
    const child = {
      identifiers: [{ system: 'upn', value: 'M371000015001' }],
      names: [{ given: 'Kayleigh', family: 'Marsden' }],
      birthOn: '2001-03-14',
    };
    await hub.send('hub-records', 'E08000017', {
      contract: 'hub-records/case-notes',
      version: '1.0',
      caseNotes: [{ ...example, child }],
    });
    const before = await hub.count(`select count(*)::int n from person where known_to = 'infinity'`);
    const { rows } = await hub.database.pools.owner.query<{ id: string; at: string }>(
      `select f.id::text id, to_char(n.known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') at
       from fact f join case_note n using (id) where f.key = 'case-notes/NOTE-FILE-1'`,
    );
    const change = { id: `CaseNote:${rows[0]?.id}`, expectedKnownAt: rows[0]?.at, record: { place: 'At school' } };
    expect(await hub.enter(socialWorker, caseNote, change)).toMatchObject({
      outcome: 'STORED',
      record: { place: 'At school' },
    });
    expect(await hub.count(`select count(*)::int n from person where known_to = 'infinity'`)).toBe(before);
  });
});

describe('what a worker cannot see they cannot overwrite', () => {
  test('whatever a duty worker writes back of an interview, what the child told stays', async () => {
    const { record: whole, absent } = exampleOf(interview);
    const made = await hub.enter(socialWorker, interview, { childId: hub.childId, record: whole, absent });
    const duty = workerOf('duty-team');
    let at = made.knownAt;
    const id = made.record?.id ?? '';
    const hidden = async () =>
      (
        await hub.database.pools.owner.query(
          `select account, quotes, wishes, lead_up, whereabouts, companions, travel, since_return, analysis, actions, access_needs
         from interview where id = $1 and known_to = 'infinity'`,
          [id.split(':')[1]],
        )
      ).rows;
    const told = await hidden();
    const fields = ['interviewer', 'place', 'account', 'wishes', 'analysis', 'companions'];
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...fields), fc.constantFrom('A', 'B', 'C'), { minKeys: 1 }),
        async (record) => {
          const answer = await hub.enter(duty, interview, { id, expectedKnownAt: at, record });
          const names = Object.keys(record);
          const isBlind = names.some((name) => fields.indexOf(name) > 1);
          if (isBlind) expect(answer.code).toBe('NOT_PERMITTED');
          else at = answer.knownAt;
          expect(isBlind || answer.record).toBeTruthy();
          expect(await hidden()).toEqual(told);
        },
      ),
      { numRuns: rounds(4, 300) },
    );
  });
});

describe('a request that comes more than once', () => {
  test('has one effect, however often and however close together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 5 }), fc.constantFrom('A', 'B'), async (times, place) => {
        const before = await hub.count('select count(*)::int n from source_record');
        const input = {
          childId: hub.childId,
          record: { ...exampleOf(caseNote).record, place },
          idempotencyKey: freshKey(),
        };
        const answers = await Promise.all(
          Array.from({ length: times }, () => hub.enter(socialWorker, caseNote, input)),
        );
        expect(new Set(answers.map(({ record }) => record?.id)).size).toBe(1);
        expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
        expect(await hub.count('select count(*)::int n from source_record')).toBe(before + 1);
        const other = await hub.enter(socialWorker, caseNote, { ...input, record: { ...input.record, place: 'C' } });
        expect(other).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
      }),
      { numRuns: rounds(3, 200) },
    );
  });
});

test('everything entered is derived again as it stands', async () => {
  const { differences } = await rebuild(hub.deps, { verify: true });
  expect(differences).toEqual([]);
});
