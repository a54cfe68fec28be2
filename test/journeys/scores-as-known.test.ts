import { afterAll, beforeAll, expect, test } from 'vitest';
import { police } from '../../adapters/police/index.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import type { Projector } from '../../src/app/project.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { eraseChild } from '../../src/app/retention/erase-child.ts';
import type { Adapter } from '../../src/domain/adapter.ts';
import { londonDay } from '../../src/domain/dates.ts';
import { assessAgainst } from '../../src/domain/profile/assess.ts';
import { fields2015, leavesOf } from '../../src/domain/profile/fields.ts';
import { type Profile, profileAt, profiles } from '../../src/domain/profile/profiles.ts';
import { projectChild } from '../../src/domain/project-child.ts';
import { loadFacts } from '../../src/store/child-facts.ts';
import { assessmentRow, firstOf } from '../../src/store/projections.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { rounds } from '../support/depth.ts';
import { createIngestHub, type IngestHub } from '../support/ingest-hub.ts';
import { linesAdapter, linesOf, nhsNumber } from '../support/lines-adapter.ts';
import { policeFile } from '../support/police-file.ts';
import { policeMessage } from '../support/police-messages.ts';
import { newRandom, type Random } from '../support/random.ts';

type Json = Readonly<Record<string, unknown>>;

const of2015 = (change: Partial<Profile>): Profile => ({
  ...{ version: '', validFrom: '', validTo: null, identifierSchemeFrom: null, fields: fields2015, overrides: [] },
  ...change,
});

/** A second version two days into the story, which asks for less and, of one authority, for more. */
const versions: readonly Profile[] = [
  ...profiles,
  of2015({
    ...{ version: '2015.2', validFrom: '2015-10-21', fields: fields2015.filter(({ number }) => number % 7 !== 0) },
    overrides: [
      {
        ...{ authority: 'E08000017', field: 'photo', from: '2015-10-22', to: '2015-10-23' },
        ...{ requirement: 'MANDATORY', condition: 'ALWAYS', reason: 'decided by the partnership' },
      },
    ],
  }),
];
/** What was decided after all of it had come. */
const decidedLater = [
  ...versions,
  of2015({ version: '2016.1', validFrom: '2016-01-01', fields: fields2015.slice(0, 9) }),
];

const projectorOf =
  (known: readonly Profile[]): Projector =>
  (facts) =>
    projectChild(facts, (input) => assessAgainst(profileAt(londonDay(input.receivedAt), known), input));

/** The police contract, and the same as a list of all reports of a force: what it no longer holds is retracted. */
const withSnapshots = (adapter: Adapter): Adapter => ({
  ...adapter,
  formats: [
    ...adapter.formats.slice(0, 1).map((format) => ({
      ...format,
      ...{ id: 'all-reports', mode: { kind: 'snapshot', scope: 'police/all' } as const },
      detects: (name: string) => name.endsWith('.all.json'),
    })),
    ...adapter.formats,
  ],
});

const withElement = (from: Json, path: readonly string[], to: unknown): Json => {
  const [name = '', ...rest] = path;
  const inner = from[name];
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  return { ...from, [name]: rest.length === 0 ? to : withElement(isObject ? { ...inner } : {}, rest, to) };
};
const said = (from: Json, path: string, to: unknown): Json => withElement(from, path.split('.'), to);

const complete = policeMessage('complete-new');
const leaves = fields2015.flatMap(leavesOf).filter((path) => !/^(message|child\.(given|family|nhs|date))/.test(path));
const bare = [undefined, undefined, '', 'tbc', 'N/A', { answer: 'NOT_KNOWN' }, { answer: 'WITHHELD' }];

/** A message of the nth child's report, some of whose elements are empty, placeholders or not there. */
const aMessage = (random: Random, n: number, key: string): Json => {
  const sent = `2015-10-${19 + random.below(5)}T${String(10 + random.below(12))}:${String(10 + random.below(50))}:00Z`;
  const about: readonly (readonly [string, unknown])[] = [
    ['message.notificationId', key],
    ['message.forceRef', `R-${n}`],
    ['message.messageType', random.pick(['NEW', 'UPDATE', 'UPDATE', 'RISK_CHANGE', 'FOUND', 'RETURNED'])],
    ['message.sentAt', sent],
    ['message.responsibleAuthority', random.pick(['E08000017', 'E08000018'])],
    ['child.personRef', `P-${n}`],
    ['child.familyName', `Number ${n}`],
    ['child.dateOfBirth', '2001-03-14'],
    ['child.nhsNumber', nhsNumber(n)],
    ['child.upn', undefined],
    ['child.localAuthorityChildId', undefined],
    ['risk.grade', random.pick(['LOW', 'MEDIUM', 'HIGH'])],
  ];
  const left = Array.from(
    { length: random.below(25) },
    () => [random.pick(leaves), bare[random.below(bare.length)]] as const,
  );
  return [...about, ...left].reduce((message, [path, to]) => said(message, path, to), complete as Json);
};

let hub: IngestHub;
let files = 0;
const send = async (adapterId: string, name: string, bytes: Uint8Array, receivedAt: string): Promise<void> => {
  files += 1;
  await ingestFile(
    { ...hub.deps, adapters: [withSnapshots(police), linesAdapter()], projector: projectorOf(versions) },
    {
      ...{ adapterId, name: `${files}-${name}`, bytes, receivedAt, confirmRetractions: true },
      organisation: adapterId === 'police' ? '14' : 'E08000017',
    },
  );
};

const children = [1, 2, 3];

/** One thing that comes: news, corrections and late news, reports withdrawn from a list, the case of a child changed. */
const step = async (random: Random, history: number, sent: string[]): Promise<void> => {
  const receivedAt = `2015-10-${19 + random.below(5)}T${10 + random.below(12)}:00:00Z`;
  const of = (n: number): number => history * 100 + n;
  const keys = { new: (n: number) => `N-${of(n)}-${sent.length}`, listed: (n: number) => `L-${of(n)}` };
  const which = random.below(4);
  if (which === 0) {
    const listed = children.filter(() => random.chance(0.6)).map((n) => aMessage(random, of(n), keys.listed(n)));
    await send('police', 'r.all.json', Buffer.from(policeFile(listed)), receivedAt);
  } else if (which === 1) {
    const inCare = children
      .filter(() => random.chance(0.5))
      .map((n) => ({
        ...{ key: `c${of(n)}`, child: `c${of(n)}`, given: 'Child', family: `Number ${of(n)}`, born: '2001-03-14' },
        nhs: nhsNumber(of(n)),
      }));
    await send('lines', 'c.snapshot', linesOf(inCare), receivedAt);
  } else {
    const messages = children.map((n) => {
      const before = sent.filter((key) => key.startsWith(`N-${of(n)}-`));
      const key = before.length > 0 && random.chance(0.3) ? random.pick(before) : keys.new(n);
      return aMessage(random, of(n), key);
    });
    sent.push(...messages.map((message) => String(Object(message['message'])['notificationId'])));
    await send('police', 'm.json', Buffer.from(policeFile(messages)), receivedAt);
  }
};

interface Scored {
  readonly [column: string]: unknown;
}
/** What was stored at one moment, by notification. */
interface Moment {
  readonly at: string;
  readonly rows: readonly Scored[];
}

const columns = `select to_jsonb(a) - '{known_from,known_to}'::text[] row`;
const rowsIn = async (from: string, values: readonly unknown[]): Promise<readonly Scored[]> =>
  (await hub.ask<{ row: Scored }>(`${columns} from ${from} a order by notification_id`, values)).map(({ row }) => row);

const standing = async (): Promise<Moment> => {
  const [{ at = '' } = {}] = await hub.ask<{ at: string }>(
    `select to_char(last_known at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') at from lane`,
  );
  return { at, rows: await rowsIn(`(select * from assessment where known_to = 'infinity')`, []) };
};

const isFirst = (column: string): boolean => column.startsWith('first_') || column.startsWith('received_');
const partOf = (rows: readonly Scored[], wanted: (column: string) => boolean) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => wanted(column))));

const againAt = async ({ at, rows }: Moment, projector: Projector): Promise<readonly Scored[]> => {
  const ids = [...new Set(rows.map((row) => String(row['child_id'])))];
  const facts = await inTransaction(hub.database.pools.ingest, (tx) => loadFacts(tx, ids, at));
  const again = facts
    .map(projector)
    .flatMap(({ childId, assessments }) =>
      [...assessments].map(([id, score]) => assessmentRow(childId, id, score, firstOf(score, '2015-01-01T00:00:00Z'))),
    );
  return rowsIn('jsonb_populate_recordset(null::assessment, $1::jsonb)', [JSON.stringify(again)]);
};

beforeAll(async () => {
  hub = await createIngestHub();
}, 120_000);
afterAll(() => hub.database.drop());

const randomHistory = async (history: number): Promise<readonly Moment[]> => {
  const [random, sent, moments] = [newRandom(history), [] as string[], [] as Moment[]];
  for (let done = 0; done < 10; done += 1) {
    await step(random, history, sent);
    moments.push(await standing());
  }
  return moments;
};

type Firsts = Map<unknown, Scored>;

const compareMoment = async (moment: Moment, firsts: Firsts): Promise<void> => {
  const { at, rows } = moment;
  expect(await rowsIn('(select * from assessment where known_from <= $1 and known_to > $1)', [at])).toEqual(rows);
  for (const known of [versions, decidedLater]) {
    const again = await againAt(moment, projectorOf(known));
    expect(partOf(again, (column) => !isFirst(column))).toEqual(partOf(rows, (column) => !isFirst(column)));
  }
  for (const [index, first] of partOf(rows, isFirst).entries()) {
    const id = rows[index]?.['notification_id'];
    const before = firsts.get(id) ?? first;
    firsts.set(id, before);
    expect(first).toEqual(before);
  }
};

test('every score that ever stood is what is worked out again as known then, and is stored unchanged; what was first received stays', async () => {
  const firsts: Firsts = new Map();
  let compared = 0;
  for (let history = 1; history <= rounds(1, 12); history += 1) {
    for (const moment of await randomHistory(history)) {
      await compareMoment(moment, firsts);
      compared += moment.rows.length;
    }
  }
  expect(compared).toBeGreaterThan(50);

  const deps = { ...hub.deps, projector: projectorOf(decidedLater) };
  expect((await rebuild(deps, { verify: true })).differences).toEqual([]);
  const found = await hub.ask<{ id: string }>(`select distinct child_id::text id from assessment order by 1 limit 3`);
  for (const { id: childId } of found) {
    // One whose investigation is live is kept.
    await eraseChild(deps, { childId, reason: 'asked for', approvedBy: 'the officer', asAt: '2095-01-01' });
  }
  expect((await rebuild(deps, { verify: true })).differences).toEqual([]);
}, 1_200_000);

test('of the stories above every kind of change is one', async () => {
  const [found] = await hub.ask(`select
    (select count(*) > 0 from notification where closed_as = 'RETRACTED') retracted,
    (select count(*) > 0 from notification where closed_as = 'SUPERSEDED') corrected,
    (select count(distinct profile_version) = 2 from assessment) profiles,
    (select count(*) > 0 from assessment where first_profile_version <> latest_profile_version) across,
    (select count(*) > 0 from assessment where first_passes <> latest_passes) rescored`);
  expect(found).toEqual({ retracted: true, corrected: true, profiles: true, across: true, rescored: true });
});
