import { describe, expect, test } from 'vitest';
import { clusterEpisodes } from '../../src/domain/episode-clusters.ts';
import { relationshipBits } from '../../src/domain/projection.ts';
import { deriveReach } from '../../src/domain/reach.ts';
import { type AnyFact, anyFact, childFacts, doncasterSsd, hospital, type Meta, school } from './facts.ts';

const { SCHOOL, HEALTH, EARLY_HELP } = relationshipBits;
const earlyHelp: Meta = { organisation: 'EH-E08000017', system: 'early-help' };

const reachOf = (organisation: string, ...given: readonly AnyFact[]) => {
  const facts = childFacts(...given);
  return deriveReach(facts, clusterEpisodes(facts))
    .filter((row) => row.organisation === organisation)
    .map(({ bits, until, reason }) => ({ bits, until, reason }));
};

describe('a school', () => {
  const enrolled = (stated: Parameters<typeof anyFact<'enrolment'>>[2], meta = school) =>
    anyFact('enrolment', 'e', { school: '3714000', status: 'CURRENT', ...stated }, meta);

  test('reaches the children it records on its roll', () => {
    expect(reachOf('3714000', enrolled({}))).toEqual([{ bits: SCHOOL, until: 'infinity', reason: 'SCHOOL_ENROLMENT' }]);
  });

  test('until the end of the day a child leaves', () => {
    expect(reachOf('3714000', enrolled({ endedOn: '2015-10-22' }))[0]?.until).toBe('2015-10-22T23:00:00Z');
  });

  test('and by the word of the authority, but never by that of another school', () => {
    expect(reachOf('3714000', enrolled({}, doncasterSsd))).toHaveLength(1);
    expect(reachOf('3714000', enrolled({}, { ...school, organisation: '3714001' }))).toEqual([]);
  });

  test.for(['PREVIOUS', 'UNKNOWN', null] as const)('does not reach a child whose enrolment is %s', (status) => {
    expect(reachOf('3714000', enrolled({ status }))).toEqual([]);
  });
});

describe('a hospital', () => {
  const seen = (stated: Parameters<typeof anyFact<'health-encounter'>>[2], meta = {}) =>
    anyFact(
      'health-encounter',
      'h',
      { status: 'FINISHED', startedAt: '2015-10-20T21:00:00Z', ...stated },
      {
        ...hospital,
        receivedAt: '2015-10-21T06:00:00Z',
        ...meta,
      },
    );

  test('reaches a child for 72 hours after it saw them', () => {
    expect(reachOf('RP5', seen({ endedAt: '2015-10-20T23:30:00Z' }))).toEqual([
      { bits: HEALTH, until: '2015-10-23T23:30:00.000Z', reason: 'HEALTH_ENCOUNTER' },
    ]);
  });

  test('counts from the start where nobody wrote down the end', () => {
    expect(reachOf('RP5', seen({}))[0]?.until).toBe('2015-10-23T21:00:00.000Z');
  });

  test('a stay that nobody closed lapses thirty days after the last word of it', () => {
    expect(reachOf('RP5', seen({ status: 'IN_PROGRESS' }))[0]?.until).toBe('2015-11-20T06:00:00.000Z');
  });

  test.for(['PLANNED', 'CANCELLED'] as const)('an encounter that is %s opens nothing', (status) => {
    expect(reachOf('RP5', seen({ status }))).toEqual([]);
  });

  test('another body cannot say that it saw the child', () => {
    expect(reachOf('E08000017', seen({}, { organisation: 'E08000017' }))).toEqual([]);
  });
});

describe('early help', () => {
  const supported = (stated: Partial<Parameters<typeof anyFact<'plan'>>[2]> = {}, meta = earlyHelp) =>
    anyFact('plan', 'p', { planType: 'EARLY_HELP', startedOn: '2015-09-01', ...stated }, meta);

  test('reaches a child it supports, with or without a plan, until that ends', () => {
    expect(reachOf('EH-E08000017', supported({ hasPlan: false }))).toEqual([
      { bits: EARLY_HELP, until: 'infinity', reason: 'EARLY_HELP_PLAN' },
    ]);
    expect(reachOf('EH-E08000017', supported({ endedOn: '2015-10-01' }))[0]?.until).toBe('2015-10-01T23:00:00Z');
  });

  test('does not reach a child through a plan of another kind, nor through an authority’s word', () => {
    expect(reachOf('EH-E08000017', supported({ planType: 'CHILD_IN_NEED' }))).toEqual([]);
    expect(reachOf('EH-E08000017', supported({}, doncasterSsd))).toEqual([]);
  });
});

test('an end that cannot be read opens nothing: it would otherwise never end', () => {
  const unreadable = (field: string) => ({ absences: { [field]: { reason: 'INVALID' } as const } });
  const enrolled = { school: '3714000', status: 'CURRENT' } as const;
  expect(reachOf('3714000', anyFact('enrolment', 'e', enrolled, { ...school, ...unreadable('endedOn') }))).toEqual([]);
  expect(
    reachOf(
      'EH-E08000017',
      anyFact('plan', 'p', { planType: 'EARLY_HELP' }, { ...earlyHelp, ...unreadable('endedOn') }),
    ),
  ).toEqual([]);
  const seen = { status: 'IN_PROGRESS', startedAt: '2015-10-20T21:00:00Z' } as const;
  expect(reachOf('RP5', anyFact('health-encounter', 'h', seen, { ...hospital, ...unreadable('endedAt') }))).toEqual([]);
});
