import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adapters } from '../../adapters/index.ts';
import { demoClockStart, demoDeliveries, isEmpty, loadDemo, memorableChild, readDemoFile } from '../../prisma/seed.ts';
import { deskReport, openMessages } from '../../src/app/chase/desk.ts';
import { detectFormat, getAdapter } from '../../src/app/ingest/find-format.ts';
import { ingestFile } from '../../src/app/ingest/ingest-file.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { reconcileAll } from '../../src/app/reconcile/reconcile-all.ts';
import { demoCommand } from '../../src/cli/demo.ts';
import { ingestDepsOf } from '../../src/cli/ingest-deps.ts';
import { readConfig } from '../../src/config.ts';
import { findOrganisation } from '../../src/domain/organisations.ts';
import { conditionBits } from '../../src/domain/projection.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

const key = 'ab'.repeat(32);

interface DemoHub {
  readonly database: TestDatabase;
  readonly deps: ReturnType<typeof ingestDepsOf>;
  ask<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

const opened: TestDatabase[] = [];

const openHub = async (): Promise<DemoHub> => {
  const database = await createDatabase();
  opened.push(database);
  const ask = async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
    (await database.pools.owner.query<Row>(sql, [...values])).rows;
  return { database, deps: ingestDepsOf({ pools: database.pools, key }), ask };
};

afterAll(() => Promise.all(opened.map((database) => database.drop())));

let hub: DemoHub;
let loaded: Awaited<ReturnType<typeof loadDemo>>;
beforeAll(async () => {
  hub = await openHub();
  loaded = await loadDemo(hub.deps);
});

const childOf = async (givenNames: string): Promise<Record<string, unknown>> => {
  const sql = `select * from child_view where known_to = 'infinity' and given_names = $1`;
  const [child, ...others] = await hub.ask<Record<string, unknown>>(sql, [givenNames]);
  if (!child || others.length > 0) throw new Error(`not one ${givenNames}`);
  return child;
};

const episodesOf = async (givenNames: string) => {
  const { child_id } = await childOf(givenNames);
  const sql = `select * from episode where known_to = 'infinity' and child_id = $1 order by started_on`;
  return hub.ask<Record<string, unknown>>(sql, [child_id]);
};

const interviewsAbout = async (episode: Readonly<Record<string, unknown>> | undefined) =>
  hub.ask(`select id from interview where known_to = 'infinity' and id = any($1)`, [episode?.['attached_ids']]);

const reachOf = async (givenNames: string, at = demoClockStart) => {
  const { child_id } = await childOf(givenNames);
  const sql = 'select organisation, person, reason from reach where child_id = $1 and until > $2';
  const rows = await hub.ask<{ organisation: string; person: string; reason: string }>(sql, [child_id, at]);
  return rows.map(({ organisation, person, reason }) => `${organisation} ${person} ${reason}`.replace('  ', ' '));
};

const firstAssessments = (givenNames: string) =>
  childOf(givenNames).then(({ child_id }) =>
    hub.ask<{ complete: boolean; score: number; gaps: readonly { field: string; state: string }[] }>(
      `select a.complete, a.score, a.gaps from assessment a join fact f on f.id = a.notification_id
       where a.known_to = 'infinity' and a.child_id = $1 order by f.key`,
      [child_id],
    ),
  );

describe('loading the demo', () => {
  test('gives exactly 27 children, of 11 to 17 years, about half of them looked after', async () => {
    const rows = await hub.ask<{ children: number; youngest: number; oldest: number; inCare: number }>(
      `select count(*)::int children, min(age) youngest, max(age) oldest,
              count(*) filter (where care_status = 'LAC')::int "inCare"
       from (select care_status, extract(year from age($1::timestamptz, birth_on))::int age
             from child_view where known_to = 'infinity') aged`,
      [demoClockStart],
    );
    expect(rows).toEqual([{ children: 27, youngest: 11, oldest: 17, inCare: 13 }]);
  });

  test('conserves every record: each is stored, none is quarantined', () => {
    const { files, received, stored, unchanged, quarantined, retracted, records } = loaded;
    expect({ files, quarantined, retracted }).toEqual({ files: demoDeliveries.length, quarantined: 0, retracted: 0 });
    expect(received).toBe(stored + unchanged);
    expect(records).toMatchObject({
      enrolment: 27,
      escalation: 1,
      interview: 102,
      investigation: 4,
      notification: 100,
      placement: 14,
      plan: 18,
      'health-encounter': 10,
      'prevention-interview': 30,
      'professional-notice': 5,
      'strategy-meeting': 20,
    });
  });

  test('complains of nothing but the placeholders of one notification', async () => {
    const rows = await hub.ask<{ name: string }>(
      `select distinct d.name from source_record r join delivery d on d.id = r.delivery_id
       where jsonb_array_length(r.issues) > 0`,
    );
    expect(rows).toEqual([{ name: 'south-yorkshire-police/2015-10-21.json' }]);
  });

  test('names the memorable child by the id its authority number leads to', async () => {
    const robyn = await childOf('Robyn');
    expect(robyn['child_id']).toBe(loaded.childId);
    expect(robyn['identifiers']).toContainEqual(
      expect.objectContaining({ system: 'authority-child-id', value: memorableChild.authorityChildId }),
    );
  });

  test('leaves nothing that a rebuild would change', async () => {
    expect((await rebuild(hub.deps, { verify: true })).differences).toEqual([]);
  });
});

describe('Robyn, missing now', () => {
  test('her absence is one episode with three sources, and open', async () => {
    const episodes = await episodesOf('Robyn');
    expect(episodes).toMatchObject([
      { status: 'OPEN', category: 'MISSING', risk_grade: 'HIGH', started_at: '2015-10-22 17:40:00+00', ended_on: null },
    ]);
    const sources = episodes.flatMap(({ sources }) => sources);
    expect(sources).toMatchObject([
      { organisation: '14', system: 'police-misper', startedAt: '2015-10-22T17:40:00Z' },
      { organisation: 'E08000017', system: 'ssda903', startedOn: '2015-10-22', startedAt: null },
      { organisation: 'E08000017', system: 'ssd', startedAt: '2015-10-22T17:45:00Z' },
    ]);
  });

  test('lives at Larkfield House under a care order, with a live investigation and exploitation feared', async () => {
    expect(await childOf('Robyn')).toMatchObject({
      missing_now: true,
      care_status: 'LAC',
      legal_status: 'C2',
      placement_urn: 'SC400001',
      placement_address: { lines: ['Larkfield House', '3 Invented Lane', 'Balby'], postcode: 'DN4 9ZZ' },
      sexual_exploitation: 'SIGNIFICANT',
      live_investigation: 'YES',
      flags: conditionBits.OPEN_EPISODE,
    });
  });

  test('her notification is incomplete in what the audit named: culture, religion, language', async () => {
    const [assessment, ...others] = await firstAssessments('Robyn');
    expect([assessment?.complete, others]).toEqual([false, []]);
    const gaps = assessment?.gaps.filter(({ state }) => state === 'MISSING').map(({ field }) => field);
    expect(gaps).toEqual(expect.arrayContaining(['culture', 'religion', 'language']));
  });

  test('is reached by those who have to do with her, and by nobody else', async () => {
    expect((await reachOf('Robyn')).toSorted()).toEqual([
      '14 POLICE_NOTIFICATION',
      '3714000 SCHOOL_ENROLMENT',
      '3714000 SCHOOL_INVOLVEMENT',
      'DSCP PARTNERSHIP_AUDIT',
      'E08000017 RESPONSIBLE_BY_CASE',
      'E08000017 RESPONSIBLE_BY_NAME',
      'E08000017 development-interview-worker INTERVIEW_WORKER',
      'E08000017 development-reviewing-officer REVIEWING_OFFICER',
      'E08000017 development-social-worker SOCIAL_WORKER',
      'RP5 HEALTH_INVOLVEMENT',
      'RXE HEALTH_ENCOUNTER',
      'RXE HEALTH_INVOLVEMENT',
      'SC400001 PROVIDER_BY_PLACEMENT',
      'SC400001 PROVIDER_INVOLVEMENT',
    ]);
  });
});

describe('Tyler, placed in Rotherham and back', () => {
  test('his absence is one episode with three sources, ended when the police found him', async () => {
    expect(await episodesOf('Tyler')).toMatchObject([
      {
        status: 'ENDED',
        started_at: '2015-10-19 15:05:00+00',
        ended_at: '2015-10-19 23:50:00+00',
        returned_at: '2015-10-20 00:35:00+00',
        prevention_interview_done: true,
        sources: [{ system: 'police-misper' }, { system: 'ssda903' }, { system: 'ssd' }],
      },
    ]);
  });

  test('a return interview was offered, and accepted two days later', async () => {
    const { child_id } = await childOf('Tyler');
    const versions = await hub.ask(
      `select offered, accepted, status, known_to = 'infinity' is_current from interview where child_id = $1
       order by known_from`,
      [child_id],
    );
    expect(versions).toEqual([
      { offered: 'YES', accepted: null, status: 'OFFERED', is_current: false },
      { offered: 'YES', accepted: 'YES', status: 'ACCEPTED', is_current: true },
    ]);
    const [episode] = await episodesOf('Tyler');
    expect(await interviewsAbout(episode)).toHaveLength(1);
  });

  test('his notification is complete from the first; the return is, once the prevention interview is told of', async () => {
    const assessments = await firstAssessments('Tyler');
    expect(assessments.map(({ complete }) => complete)).toEqual([true, true, false, true]);
    expect([assessments[0]?.gaps, assessments[3]?.gaps]).toEqual([[], []]);
  });

  test('Rotherham reaches him as the host, and the hospital for 72 hours after it saw him', async () => {
    const hosted = await reachOf('Tyler');
    expect(hosted).toEqual(
      expect.arrayContaining([
        'E08000018 HOST_INVOLVEMENT',
        'SC400002 PROVIDER_INVOLVEMENT',
        '3714001 SCHOOL_INVOLVEMENT',
      ]),
    );
    expect(hosted).toContain('RP5 HEALTH_INVOLVEMENT');
    expect(await reachOf('Tyler', '2015-10-24T09:00:00Z')).not.toContain('RP5 HEALTH_INVOLVEMENT');
  });
});

describe('Amina, missing from home', () => {
  test('is known to early help, is not looked after, and her address is protected', async () => {
    const { flags, placement_address, placement_urn, care_status } = await childOf('Amina');
    expect({ flags, placement_address, placement_urn, care_status }).toEqual({
      flags: conditionBits.ADDRESS_PROTECTED,
      placement_address: null,
      placement_urn: null,
      care_status: 'EARLY_HELP',
    });
    expect(await reachOf('Amina')).toEqual(
      expect.arrayContaining(['EH-E08000017 EARLY_HELP_INVOLVEMENT', '3714000 SCHOOL_INVOLVEMENT']),
    );
  });

  test('came back without a prevention interview, and nobody has offered a return interview', async () => {
    const [episode] = await episodesOf('Amina');
    expect(episode).toMatchObject({ status: 'ENDED', prevention_interview_done: false });
    expect(await interviewsAbout(episode)).toEqual([]);
  });

  test('the placeholders of her notification count as no answers', async () => {
    const [first] = await firstAssessments('Amina');
    const invalid = first?.gaps.filter(({ state }) => state === 'INVALID').map(({ field }) => field);
    expect(invalid).toEqual(expect.arrayContaining(['ethnicity', 'culture', 'religion', 'language', 'disability']));
  });
});

describe('the files of the demo', () => {
  test('each file stands in the table once, and each was sent by an organisation the hub serves', () => {
    const folder = new URL('../../prisma/demo/', import.meta.url);
    const present = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    expect(demoDeliveries.map(({ file }) => file).toSorted()).toEqual(present.toSorted());
    expect(demoDeliveries.filter(({ organisation }) => !findOrganisation(organisation))).toEqual([]);
  });

  test('they arrive one after another in the week before the demo clock', () => {
    const times = demoDeliveries.map(({ receivedAt }) => receivedAt);
    expect(times).toEqual([...new Set(times)].toSorted());
    expect(times.every((at) => at > '2015-10-16' && at < demoClockStart)).toBe(true);
  });

  test.for(demoDeliveries)(
    'nothing in $file was written after it arrived, nor numbered like a real child',
    async (delivery) => {
      const bytes = await readDemoFile(delivery);
      const format = detectFormat(getAdapter(adapters, delivery.adapterId), delivery.file, bytes);
      const facts = [...(format?.read(bytes, delivery) ?? [])].flatMap((record) => record.facts);
      expect(facts.length).toBeGreaterThan(0);
      expect(facts.filter(({ statedAt }) => statedAt !== null && statedAt > delivery.receivedAt)).toEqual([]);
      const persons = facts.flatMap((fact) => (fact.kind === 'person' ? [fact.body] : []));
      for (const { system, value, valid } of persons.flatMap(({ identifiers }) => identifiers)) {
        expect([value, valid]).toEqual([value, true]);
        if (system === 'nhs-number') expect(value).toMatch(/^999/);
      }
    },
  );
});

const typeDemo = (url: string) =>
  demoCommand.run(
    {
      config: readConfig({ DATABASE_URL: url, HOMEWARD_KEY: key }),
      progress: () => undefined,
      print: () => undefined,
      readStdin: async () => '',
      signal: new AbortController().signal,
    },
    {},
  );

describe('loading it again', () => {
  test('finds the database no longer empty, and changes nothing', async () => {
    const count = () =>
      hub.ask(`select (select count(*) from delivery) deliveries, (select count(*) from source_record) records`);
    const before = await count();
    expect(await isEmpty(hub.deps)).toBe(false);
    expect(await loadDemo(hub.deps)).toMatchObject({ files: 0, received: 0, childId: loaded.childId });
    expect(await count()).toEqual(before);
  });

  test('a load that was interrupted is brought to its end by homeward demo, which refuses a second time', async () => {
    const other = await openHub();
    expect(await isEmpty(other.deps)).toBe(true);
    const stop = new AbortController();
    const stoppedAt = 'south-yorkshire-police/2015-10-20.json';
    const onFile = (file: string) => {
      if (file === stoppedAt) stop.abort();
    };
    await expect(loadDemo(other.deps, { onFile, signal: stop.signal })).rejects.toThrow();
    expect(await isEmpty(other.deps)).toBe(true);
    const place = demoDeliveries.findIndex(({ file }) => file === stoppedAt);
    const result = await typeDemo(other.database.url);
    expect(result?.value).toMatchObject({ files: demoDeliveries.length - place, quarantined: 0 });
    expect(result?.text).toMatch(/missing now: [0-9a-f-]{36} \(DON0001/);
    await expect(typeDemo(other.database.url)).rejects.toMatchObject({ code: 'NOT_EMPTY' });
    expect(await isEmpty(other.deps)).toBe(false);
    const shape = 'select given_names, flags, episode_count from child_view where known_to = $1 order by 1';
    expect(await other.ask(shape, ['infinity'])).toEqual(await hub.ask(shape, ['infinity']));
  });

  test('a database with other records is not empty', async () => {
    const other = await openHub();
    const bytes = new TextEncoder().encode('CHILD,DOB,ETHNIC\n1,12/03/2002,WBRI\n');
    const file = {
      adapterId: 'social-care',
      name: 'header.csv',
      organisation: 'E08000018',
      receivedAt: demoClockStart,
    };
    await ingestFile(other.deps, { ...file, bytes });
    expect(await isEmpty(other.deps)).toBe(false);
  });
});

describe('what the demo’s forces are asked, and what they and the authorities tell', () => {
  const countOf = async (sql: string) => (await hub.ask<{ n: number }>(sql))[0]?.n;

  test('asks for exactly what the last message of each report still leaves out', async () => {
    const owed = `with last as (
        select distinct on (organisation, source_episode) id, message_type from notification where known_to = 'infinity'
        order by organisation, source_episode, coalesce(sent_at, known_from) desc, known_from desc, id desc)
      select l.id, g ->> 'field' field from last l join assessment a on a.notification_id = l.id and a.known_to = 'infinity'
      cross join lateral jsonb_array_elements(a.gaps) g
      where l.message_type <> 'CANCELLED' and g ->> 'requirement' <> 'RECOMMENDED'`;
    const open = await countOf(`select count(*)::int n from enrichment_request where state = 'OPEN'`);
    expect(open).toBeGreaterThan(100);
    expect(await countOf(`select count(*)::int n from (${owed}) o`)).toBe(open);
  });

  test('its messages and its report hold every open question once', async () => {
    const messages = await openMessages(hub.deps, '14');
    const open = messages.flatMap(({ asks }) => asks.filter(({ state }) => state === 'OPEN'));
    const sql = `select count(*)::int n from enrichment_request where state = 'OPEN' and organisation = '14'`;
    expect(open).toHaveLength((await countOf(sql)) ?? -1);
    const rows = await deskReport(hub.deps, ['force', 'field'], { from: null, to: null, now: demoClockStart });
    const total = rows.reduce((sum, { asked }) => sum + asked, 0);
    expect(total).toBe(await countOf('select count(*)::int n from enrichment_request'));
    for (const { asked, inTime, late, answered, withdrawn, open: waiting } of rows) {
      expect([inTime + late, answered + withdrawn + waiting]).toEqual([answered, asked]);
    }
  });

  test('compares each authority, every account agreed or listed with its reason', async () => {
    const compared = await reconcileAll(hub.deps, ['E08000016', 'E08000017', 'E08000018'], {
      ...{ from: '2014-04-01', to: '2016-04-01' },
    });
    const own = compared.find(({ authority }) => authority === 'E08000017');
    expect(own?.accounts.police).toBeGreaterThan(10);
    expect(own?.agreed).toBeGreaterThan(0);
    const reasons = new Set(compared.flatMap(({ discrepancies }) => discrepancies.map(({ reason }) => reason)));
    expect(reasons.size).toBeGreaterThan(1);
  });
});
