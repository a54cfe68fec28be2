import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chaseSteps, chaseTerms, urgencies, urgencyOf } from '../../src/domain/chase.ts';
import type { ChasedGap, ChaseThread } from '../../src/domain/chase-threads.ts';
import { enrichmentMessage, enrichmentMessageSchema } from '../../src/domain/enrichment-message.ts';
import { type EnrichmentRequest, stepRequests } from '../../src/domain/enrichment-request.ts';
import { riskGrades } from '../../src/domain/model/missing-episode.ts';

const noon = '2015-10-20T12:00:00.000000Z';
const later = '2015-10-20T13:00:00.000000Z';

const gap = (field: string, number: number): ChasedGap => ({
  ...{ field, number, requirement: 'ANSWER', severity: 'MAJOR', state: 'MISSING', stage: 'UNKNOWN' },
});
const thread = (more: Partial<ChaseThread> = {}): ChaseThread => ({
  ...{ childId: 'child-1', organisation: '14', unit: null, notificationIds: ['n1'], notificationNumber: 'N1' },
  ...{ forceReference: 'M1', urgency: 'MEDIUM', profileVersion: '2015.1', gaps: [gap('religion', 15)] },
  ...{ cancelled: false, news: [] },
  ...more,
});
const put = (...threads: readonly ChaseThread[]): readonly EnrichmentRequest[] =>
  stepRequests([], threads, noon).opened;

describe('the terms of the chase', () => {
  test('give every risk grade an urgency; no grade is no low risk', () => {
    expect(riskGrades.map((grade) => [grade, urgencyOf(grade)])).toEqual([
      ['VERY_LOW', 'LOWER'],
      ['NO_APPARENT_RISK', 'LOWER'],
      ['LOW', 'LOWER'],
      ['MEDIUM', 'MEDIUM'],
      ['HIGH', 'HIGH'],
      ['ABSENT_2013', 'LOWER'],
    ]);
    expect(urgencyOf(null)).toBe('MEDIUM');
  });

  test('ask sooner the graver the risk, remind before the deadline, and escalate from it on to ever more', () => {
    const hours = urgencies.map((urgency) => chaseTerms[urgency].hours);
    expect(hours).toEqual(hours.toSorted((a, b) => a - b));
    for (const urgency of urgencies) {
      const steps = chaseSteps.filter((step) => step.urgency === urgency);
      expect(steps.map((step) => step.hours)).toEqual(steps.map((step) => step.hours).toSorted((a, b) => a - b));
      expect(steps.every((step) => step.hours > -chaseTerms[urgency].hours)).toBe(true);
      const told = steps.map(({ to }) => to.length);
      expect(told).toEqual(told.toSorted((a, b) => a - b));
      expect(steps.every(({ to }) => to.some((one) => one === 'FORCE'))).toBe(true);
    }
  });
});

describe('questions from one moment to the next', () => {
  test('the same facts at the same moment put the same question under the same id', () => {
    const [request] = put(thread());
    expect(request).toMatchObject({ state: 'OPEN', dueAt: '2015-10-21T12:00:00.000000Z', openedAt: noon });
    expect(put(thread())).toEqual([request]);
    expect(z.uuid().safeParse(request?.id).success).toBe(true);
    expect(put(thread({ notificationIds: ['n2'] }))[0]?.id).not.toBe(request?.id);
  });

  test('nothing new changes nothing', () => {
    expect(stepRequests(put(thread()), [thread()], later)).toEqual({ opened: [], changed: [] });
  });

  test('a report that is held no more is asked about no more', () => {
    expect(stepRequests(put(thread()), [], later).changed).toMatchObject([
      { state: 'WITHDRAWN', outcome: 'RETRACTED' },
    ]);
  });

  test('two reports that turn out to be one keep the older question of two that ask the same', () => {
    const first = put(thread());
    const second = stepRequests([], [thread({ childId: 'child-2', notificationIds: ['n2'] })], later).opened;
    const both = thread({ notificationIds: ['n1', 'n2'] });
    const { opened, changed } = stepRequests([...second, ...first], [both], later);
    expect(opened).toEqual([]);
    expect(changed).toMatchObject([{ id: second[0]?.id, state: 'WITHDRAWN', outcome: 'JOINED' }]);
  });

  test('a question goes with its report to the child it is found to be of', () => {
    const { opened, changed } = stepRequests(put(thread()), [thread({ childId: 'child-2' })], later);
    expect(opened).toEqual([]);
    expect(changed).toMatchObject([{ childId: 'child-2', state: 'OPEN', openedAt: noon }]);
  });

  test('only a message known from this moment on answers; without one the field no longer applies', () => {
    const standing = put(thread());
    const said = new Map([['child.religion', 'PRESENT' as const]]);
    const answered = thread({ gaps: [], notificationIds: ['n1', 'n3'], news: [{ notificationId: 'n3', said }] });
    expect(stepRequests(standing, [answered], later).changed).toMatchObject([
      { state: 'ANSWERED', outcome: 'PRESENT', answeredBy: 'n3', closedAt: later },
    ]);
    expect(stepRequests(standing, [thread({ gaps: [] })], later).changed).toMatchObject([
      { state: 'WITHDRAWN', outcome: 'NO_LONGER_APPLIES', answeredBy: null },
    ]);
  });

  test('a field that is lost again is a new question', () => {
    const { opened } = stepRequests([], [thread()], later);
    expect(opened[0]?.id).not.toBe(put(thread())[0]?.id);
  });
});

describe('the message to the force', () => {
  const requests = put(thread({ gaps: [gap('religion', 15), gap('culture', 14)] }));
  const [first] = requests;
  if (!first) throw new Error('no question');
  const message = enrichmentMessage(first, requests);

  test('says which report, what is asked, why, by when and how to reply, in the order of the profile', () => {
    expect(message).toMatchObject({
      ...{ contract: 'homeward/enrichment-request', version: '1.0', to: { force: '14', unit: null } },
      about: { notificationId: 'N1', forceRef: 'M1' },
      reply: { byUpdate: { messageType: 'UPDATE', forceRef: 'M1' }, byMutation: 'enrichmentReply' },
    });
    expect(message.asks.map(({ field, leaves }) => [field, leaves])).toEqual([
      ['culture', ['child.culture', 'child.nationality']],
      ['religion', ['child.religion']],
    ]);
    for (const { why, title, dueAt } of message.asks) {
      expect(why.length).toBeGreaterThan(5);
      expect(title.length).toBeGreaterThan(2);
      expect(dueAt).toBe('2015-10-21T12:00:00.000000Z');
    }
  });

  test('is what its published schema says, and has no room for more', () => {
    const schema = z.fromJSONSchema({ ...enrichmentMessageSchema() });
    expect(schema.safeParse(message).success).toBe(true);
    expect(schema.safeParse({ ...message, child: { religion: 'NONE' } }).success).toBe(false);
    expect(schema.safeParse({ ...message, asks: [] }).success).toBe(false);
  });

  test('docs/enrichment-request.schema.json is that schema (vitest -u writes it anew)', async () => {
    await expect(`${JSON.stringify(enrichmentMessageSchema(), null, 2)}\n`).toMatchFileSnapshot(
      '../../docs/enrichment-request.schema.json',
    );
  });
});
