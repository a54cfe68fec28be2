import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Viewer } from '../../src/domain/viewer.ts';
import { type AskedHub, openAskedHub } from '../support/asked-hub.ts';

const text = readFileSync(new URL('../../adapters/police/fixtures/complete-new.json', import.meta.url), 'utf8');
const upn = { system: 'upn', value: 'M371000015001' };
const child = { key: 'K1', identifiers: [upn], birthOn: '2001-03-14' };

const viewer = (role: Viewer['role'], organisation: string, purpose: Viewer['purpose']): Viewer => ({
  ...{ role, organisation, purpose, person: `${role}-1` },
});
const own = viewer('police-investigator', '14', 'INVESTIGATION');
const otherForce = viewer('police-investigator', '13', 'INVESTIGATION');
const coordinator = viewer('police-missing-coordinator', '14', 'SAFEGUARD_PLAN');
const neighbour = viewer('police-missing-coordinator', '13', 'SAFEGUARD_PLAN');
const school = viewer('school-safeguarding-lead', '3714000', 'SAFEGUARD_PLAN');
const socialWorker = viewer('social-worker', 'E08000017', 'SAFEGUARD_PLAN');

let hub: AskedHub;
beforeAll(async () => {
  hub = await openAskedHub();
  await hub.send('police', '14', text);
  await hub.send('police', '13', text.replace('"code": "14"', '"code": "13"'));
  const involved = (id: string, involvement: string, organisation: string) => ({
    ...{ id, involvement, organisation, person: null, child, startedOn: '2015-01-05', endedOn: null },
  });
  await hub.send('hub-records', 'E08000017', {
    ...{ contract: 'hub-records/involvements', version: '1.0' },
    involvements: [involved('I-1', 'SCHOOL', '3714000'), involved('I-2', 'PLACEMENT_PROVIDER', 'SC400001')],
  });
  const investigation = (id: string, more: object) => ({
    ...{ id, child, status: 'LIVE', reference: `REF-${id}`, startedOn: '2015-10-20' },
    officer: { name: 'DS Col Arkwright', relationship: null, phone: '01632 960144', organisation: '14' },
    ...more,
  });
  await hub.send('hub-records', '14', {
    ...{ contract: 'hub-records/investigations', version: '1.0' },
    investigations: [
      investigation('LOCKED', { locked: true, lockedUntil: '2015-10-30T17:00:00Z', lockReviewOn: '2015-10-28' }),
      investigation('OPEN', { locked: false }),
      investigation('UNREADABLE', { locked: 'perhaps' }),
    ],
  });
});
afterAll(() => hub.close());

const list = <T extends z.ZodType>(row: T) => z.object({ children: z.object({ nodes: z.array(row).length(1) }) });
const asked = async <T extends z.ZodType>(asker: Viewer, fields: string, row: T): Promise<z.infer<T> | undefined> =>
  list(row).parse(await hub.ask(asker, `{ children { nodes { ${fields} } } }`)).children.nodes[0];

const investigations = z.object({
  investigations: z.array(
    z.object({ status: z.string(), reference: z.string().nullable(), officer: z.object({ name: z.string() }) }),
  ),
});
const referencesSeen = async (asker: Viewer) => {
  const seen = await asked(asker, 'investigations { status reference officer { name } }', investigations);
  expect(seen?.investigations.map(({ status, officer }) => [status, officer.name])).toEqual(
    Array.from({ length: 3 }, () => ['LIVE', 'DS Col Arkwright']),
  );
  return seen?.investigations.map(({ reference }) => reference).toSorted();
};

describe('a locked investigation', () => {
  test('is its own force’s: another learns that it is live and whom to ring', async () => {
    expect(await referencesSeen(own)).toEqual(['REF-LOCKED', 'REF-OPEN', 'REF-UNREADABLE']);
    expect(await referencesSeen(otherForce)).toEqual(['REF-OPEN', null, null]);
  });

  test('until the lock ends; a lock that cannot be read is one without an end', async () => {
    hub.setClock('2015-10-30T17:00:00.000Z');
    expect(await referencesSeen(otherForce)).toEqual(['REF-LOCKED', 'REF-OPEN', null]);
    hub.setClock('2015-10-23T09:00:00.000Z');
  });
});

describe('who looks after a child', () => {
  const involvements = z.object({ involvements: z.array(z.object({ involvedOrganisation: z.string() })) });
  const organisations = async (asker: Viewer) =>
    (await asked(asker, 'involvements { involvedOrganisation }', involvements))?.involvements
      .map(({ involvedOrganisation }) => involvedOrganisation)
      .toSorted();

  test('is not told to a school, which may not know where the child lives', async () => {
    expect(await organisations(school)).toEqual(['3714000']);
    expect(await organisations(socialWorker)).toEqual(['3714000', 'SC400001']);
  });
});

describe('what a force may see of its own records', () => {
  const nested = z.object({
    notifications: z.array(z.object({ child: z.object({ liveInvestigation: z.string().nullable() }) })),
    liveInvestigation: z.string().nullable(),
  });

  test('is not more of the child, by whatever path they come to it', async () => {
    for (const asker of [coordinator, neighbour]) {
      const seen = await asked(asker, 'liveInvestigation notifications { child { liveInvestigation } }', nested);
      expect(seen?.liveInvestigation).toBeNull();
      expect(seen?.notifications.map((one) => one.child.liveInvestigation)).toEqual([null, null]);
    }
    const detective = await asked(own, 'liveInvestigation notifications { child { liveInvestigation } }', nested);
    expect(detective?.liveInvestigation).toBe('YES');
  });

  test('nor of another force’s investigations', async () => {
    const row = z.object({
      notifications: z.array(
        z.object({ child: z.object({ investigations: z.array(z.object({ status: z.string() })) }) }),
      ),
    });
    const counts = async (asker: Viewer) =>
      (await asked(asker, 'notifications { child { investigations { status } } }', row))?.notifications.map(
        (one) => one.child.investigations.length,
      );
    expect(await counts(neighbour)).toEqual([0, 0]);
    expect(await counts(coordinator)).toEqual([3, 3]);
  });
});
