import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { lostLeaves } from '../../adapters/police/lost-leaves.ts';
import { readMessage } from '../../adapters/police/read-message.ts';
import { flatten } from '../../adapters/police/sections.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import type { Adapter, SourceRecord } from '../../src/domain/adapter.ts';
import { fields2015, type ProfileField } from '../../src/domain/profile/fields.ts';
import type { Stage } from '../../src/domain/profile/stages.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { rounds } from '../support/depth.ts';
import { ingestDeps } from '../support/ingest-hub-deps.ts';
import { policeMessage } from '../support/police-messages.ts';
import { newRandom } from '../support/random.ts';

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A message with one element said otherwise, or left out. */
const withElement = (from: Json, path: readonly string[], change: { readonly to: unknown } | null): Json => {
  const [name = '', ...rest] = path;
  if (rest.length > 0) {
    const inner = from[name];
    return { ...from, [name]: withElement(isJson(inner) ? inner : {}, rest, change) };
  }
  const { [name]: _dropped, ...others } = from;
  return change === null ? others : { ...others, [name]: change.to };
};

const said = (from: Json, path: string, to: unknown): Json => withElement(from, path.split('.'), { to });
const without = (from: Json, path: string): Json => withElement(from, path.split('.'), null);

const complete = policeMessage('complete-new');

const numbered = (n: number, force: string): Json =>
  [
    ['message.notificationId', `N-${force}-${n}`],
    ['message.forceRef', `R-${force}-${n}`],
    ['child.personRef', `P-${force}-${n}`],
    ['child.givenName', `Child ${n}`],
    ['child.familyName', `Of ${force}`],
  ].reduce<Json>(
    (message, [path = '', value]) => said(message, path, value),
    without(without(without(complete, 'child.nhsNumber'), 'child.upn'), 'child.localAuthorityChildId'),
  );

/** Fields always asked for, each of one leaf or more, whose every leaf the message can lose without being another one. */
const droppable: readonly { readonly field: ProfileField; readonly path: string }[] = fields2015
  .filter(({ condition, requirement }) => condition === 'ALWAYS' && requirement !== 'RECOMMENDED')
  .flatMap((field) =>
    field.needs
      .filter(({ of, when }) => of === 'ALL' && when === 'ALWAYS')
      .flatMap(({ paths }) => paths.map((path) => ({ field, path })))
      .filter(({ path }) => !path.startsWith('message.') && !path.startsWith('child.givenName')),
  );

type Place = 'at recording' | 'at sending' | 'in mapping' | 'withheld' | 'unseen';
const places: readonly Place[] = ['at recording', 'at sending', 'in mapping', 'withheld', 'unseen'];
const truth: Readonly<Record<Place, { readonly stage: Stage; readonly at: 'force' | 'hub' | 'nobody' }>> = {
  'at recording': { stage: 'NOT_RECORDED', at: 'force' },
  'at sending': { stage: 'NOT_SENT', at: 'force' },
  'in mapping': { stage: 'LOST_IN_MAPPING', at: 'hub' },
  withheld: { stage: 'WITHHELD_BY_SOURCE', at: 'force' },
  unseen: { stage: 'UNKNOWN', at: 'nobody' },
};

/** The real reading of messages, but for one leaf of each, which it loses. */
const forgetful = (losing: ReadonlyMap<string, string>): Adapter => {
  const [police] = adapters.filter(({ id }) => id === 'police');
  const [format] = police?.formats ?? [];
  if (!police || !format) throw new Error('no police adapter');
  const lose = (message: Json, record: SourceRecord): SourceRecord => {
    const path = losing.get(record.key ?? '');
    if (path === undefined) return record;
    const facts = record.facts.map((fact) => {
      if (fact.kind !== 'notification') return fact;
      const { [path]: _lost, ...answers } = fact.body.answers;
      const absences = { ...fact.absences, ...lostLeaves(flatten(message).inputs, answers) };
      return { ...fact, body: { ...fact.body, answers }, absences };
    });
    return { ...record, facts };
  };
  return {
    ...police,
    formats: [
      {
        ...format,
        read: function* (bytes, options) {
          const messages: readonly Json[] = JSON.parse(Buffer.from(bytes).toString('utf8')).notifications;
          for (const [index, message] of messages.entries()) {
            yield lose(message, readMessage(message, { ...options, locator: String(index) }));
          }
        },
      },
    ],
  };
};

interface Drop {
  readonly key: string;
  readonly field: ProfileField;
  readonly path: string;
  readonly place: Place;
  readonly message: Json;
  readonly force: string;
}

/** Never carried by the feed of force 16. */
const unseen = 'child.religion';

const dropOf = (n: number, random: ReturnType<typeof newRandom>): Drop => {
  const place = places[n % places.length] ?? 'at sending';
  const force = place === 'unseen' ? '16' : '14';
  const { field, path } = random.pick(place === 'unseen' ? droppable.filter((one) => one.path === unseen) : droppable);
  const whole = numbered(n, force);
  const message = {
    'at recording': () => said(whole, path, random.pick(['', null, 'tbc', { answer: '' }])),
    'at sending': () => without(whole, path),
    'in mapping': () => whole,
    withheld: () => said(whole, path, { answer: 'WITHHELD' }),
    unseen: () => without(whole, path),
  }[place]();
  return { key: `N-${force}-${n}`, field, path, place, message, force };
};

const drops = (() => {
  const random = newRandom(2015);
  return Array.from({ length: rounds(60, 2_000) }, (_, n) => dropOf(n, random));
})();

const fileOf = (notifications: readonly Json[], force: string) =>
  Buffer.from(JSON.stringify({ contract: 'police-misper', version: '1.0', force: { code: force }, notifications }));

let database: TestDatabase;
let deps: ReturnType<typeof ingestDeps>;
let sent = 0;
const send = (force: string, messages: readonly Json[], receivedAt: string) => {
  sent += 1;
  const file = { adapterId: 'police', name: `${force}-${sent}.json`, bytes: fileOf(messages, force) };
  return ingestFile(deps, { ...file, organisation: force, receivedAt });
};

beforeAll(async () => {
  database = await createDatabase();
  const lost = drops.filter(({ place }) => place === 'in mapping').map(({ key, path }) => [key, path] as const);
  deps = ingestDeps(database.pools, [forgetful(new Map(lost))]);
  await send('14', [numbered(1_000_000, '14')], '2015-10-01T09:00:00Z');
  await send('16', [without(numbered(1_000_000, '16'), unseen)], '2015-10-01T09:00:00Z');
  for (const force of ['14', '16']) {
    const messages = drops.filter((drop) => drop.force === force).map(({ message }) => message);
    await send(force, messages, '2015-11-20T09:00:00Z');
  }
}, 240_000);
afterAll(() => database.drop());

interface Stored {
  readonly gaps: readonly { readonly field: string; readonly stage: Stage }[];
  readonly withheld: string;
}

const storedOf = async (key: string): Promise<Stored> => {
  const { rows } = await database.pools.owner.query<Stored>(
    `select a.gaps, a.latest_withheld::text withheld from assessment a
     join notification n on n.id = a.notification_id and n.known_to = 'infinity'
     where a.known_to = 'infinity' and n.key = $1`,
    [key],
  );
  const [row] = rows;
  if (!row) throw new Error(`${key} is not there`);
  return row;
};

const foundFor = async ({ key, field, place }: Drop): Promise<Stage | 'NO_GAP'> => {
  const { gaps, withheld } = await storedOf(key);
  const stage = gaps.find((gap) => gap.field === field.name)?.stage;
  if (stage !== undefined) return stage;
  // What is restricted counts as answered; beside an answer of another word, the field is not said to be withheld.
  const isWithheld = ((BigInt(withheld) >> BigInt(field.number - 1)) & 1n) === 1n;
  return isWithheld || place === 'withheld' ? 'WITHHELD_BY_SOURCE' : 'NO_GAP';
};

const blamed = (stage: Stage | 'NO_GAP'): string =>
  stage === 'LOST_IN_MAPPING' ? 'hub' : stage === 'UNKNOWN' || stage === 'NO_GAP' ? 'nobody' : 'force';

describe('answers dropped at places that are known', () => {
  test('are found at those places, and never laid at another organisation’s door', async () => {
    const found = await Promise.all(drops.map(async (drop) => ({ drop, stage: await foundFor(drop) })));
    const missed = found.filter(({ drop, stage }) => stage !== truth[drop.place].stage);
    const wronged = found.filter(
      ({ drop, stage }) => blamed(stage) !== 'nobody' && blamed(stage) !== truth[drop.place].at,
    );
    expect(missed.map(({ drop, stage }) => `${drop.path} ${drop.place}: ${stage}`).slice(0, 5)).toEqual([]);
    expect(missed.length / drops.length).toBeLessThanOrEqual(0.01);
    expect(wronged).toEqual([]);
  });
});

describe('what a feed is known to carry', () => {
  const cultureOf = async (key: string) => (await storedOf(key)).gaps.find(({ field }) => field === 'culture')?.stage;
  const lacking = (n: number, force = '14') => without(numbered(n, force), 'child.culture');

  test('is forgotten after 90 days without it', async () => {
    await send('14', [lacking(2_000_001)], '2016-02-18T09:00:00Z');
    await send('14', [lacking(2_000_002)], '2016-02-19T09:00:00Z');
    expect(await cultureOf('N-14-2000001')).toBe('NOT_SENT');
    expect(await cultureOf('N-14-2000002')).toBe('UNKNOWN');
  });

  test('is what it carried before the message; what it learns later changes nothing', async () => {
    await send('13', [lacking(1, '13')], '2015-11-01T09:00:00Z');
    await send('13', [numbered(2, '13'), said(lacking(1, '13'), 'message.unit', 'Another')], '2015-11-02T09:00:00Z');
    expect(await cultureOf('N-13-1')).toBe('UNKNOWN');
    expect((await rebuild(deps, { verify: true })).differences).toEqual([]);
  });

  test('an element that stands empty in a later message of the thread was not recorded', async () => {
    const update = said(said(numbered(3, '13'), 'message.messageType', 'UPDATE'), 'child.culture', '');
    const later = said(said(update, 'message.notificationId', 'N-13-3b'), 'message.sentAt', '2015-12-01T09:00:00Z');
    await send('13', [lacking(3, '13')], '2015-11-03T09:00:00Z');
    await send('13', [later], '2015-12-02T09:00:00Z');
    expect(await cultureOf('N-13-3b')).toBe('NOT_RECORDED');
  });
});
