import { describe, expect, test } from 'vitest';
import { clusterEpisodes } from '../../src/domain/episode-clusters.ts';
import { findOrganisation } from '../../src/domain/organisations.ts';
import { conditionBits, relationshipBits } from '../../src/domain/projection.ts';
import { deriveReach, reachRules } from '../../src/domain/reach.ts';
import {
  type AnyFact,
  absenceFact,
  childFacts,
  doncaster903,
  hospital,
  involvementFact,
  notificationFact,
  personFact,
  placementFact,
  police,
  rotherham,
} from './facts.ts';

const { NAMED, OWN_PLACEMENT } = conditionBits;
const { POLICE, RESPONSIBLE, HOST, HEALTH, PROVIDER, OVERSIGHT, INTERVIEWER, AUDITABLE } = relationshipBits;

const reach = (...given: readonly AnyFact[]) => {
  const facts = childFacts(...given);
  return deriveReach(facts, clusterEpisodes(facts));
};
const reachOf = (organisation: string, ...given: readonly AnyFact[]) =>
  reach(...given).filter((row) => row.organisation === organisation);

const openAbsence = absenceFact('e', { startedOn: '2015-10-20' }, police);
const endedAbsence = absenceFact('e', { startedOn: '2015-10-20', endedOn: '2015-10-21' }, police);
const sent = { ...police, statedAt: '2015-10-20T21:00:00Z' };

describe('the police', () => {
  test('a force reaches a child it notified for as long as the absence is open', () => {
    expect(reachOf('14', openAbsence, notificationFact('m', {}, sent))).toEqual([
      { organisation: '14', person: '', bits: POLICE, until: 'infinity', reason: 'POLICE_NOTIFICATION' },
    ]);
  });

  test('after the child is back, for 365 days after the last message', () => {
    const later = notificationFact('m2', {}, { ...police, statedAt: '2015-10-21T09:00:00Z' });
    expect(reachOf('14', endedAbsence, later, notificationFact('m', {}, sent))[0]?.until).toBe(
      '2016-10-20T09:00:00.000Z',
    );
  });

  test('an open absence another force notified does not prolong it', () => {
    const other = notificationFact('m', { sourceEpisode: 'E9' }, { organisation: '16', statedAt: sent.statedAt });
    expect(reachOf('16', openAbsence, other)[0]?.until).toBe('2016-10-19T21:00:00.000Z');
  });

  test('a force that knows the child and sent no notification has no reach', () => {
    expect(reachOf('14', personFact('a', {}, police))).toEqual([]);
  });
});

describe('the responsible authority', () => {
  const responsible = (...given: readonly AnyFact[]) =>
    reachOf('E08000017', ...given).map(({ reason, until }) => [reason, until]);

  test('reaches a child it places for as long as the placement is open', () => {
    expect(reachOf('E08000017', placementFact('p', { startedOn: '2015-01-01' }))).toEqual([
      {
        organisation: 'E08000017',
        person: '',
        bits: RESPONSIBLE,
        until: 'infinity',
        reason: 'RESPONSIBLE_BY_CASE',
      },
    ]);
  });

  test('and 365 days after the day the placement ended', () => {
    expect(responsible(placementFact('p', { startedOn: '2015-01-01', endedOn: '2015-10-24' }))).toEqual([
      ['RESPONSIBLE_BY_CASE', '2016-10-23T23:00:00.000Z'],
    ]);
  });

  test.for([
    ['LAC', 'infinity'],
    ['CP_PLAN', 'infinity'],
    ['CIN', 'infinity'],
    ['CARE_LEAVER', '2016-01-01T00:00:00.000Z'],
    ['HOME', undefined],
    ['NOT_KNOWN', undefined],
  ] as const)('whose own record says %s reaches the child until %s', ([careStatus, until]) => {
    const person = personFact('a', { careStatus }, { ...doncaster903, statedAt: '2015-01-01T00:00:00Z' });
    expect(reachOf('E08000017', person)[0]?.until).toBe(until);
  });

  test('named by the police has reach while the child is missing', () => {
    const naming = notificationFact('m', { responsibleAuthority: 'E08000017' }, sent);
    expect(responsible(naming, openAbsence)).toEqual([['RESPONSIBLE_BY_NAME', 'infinity']]);
    expect(responsible(naming, endedAbsence)).toEqual([['RESPONSIBLE_BY_NAME', '2016-10-19T21:00:00.000Z']]);
  });

  test('whose tie lapsed years before the child went missing does not get it back', () => {
    const old = placementFact('p', { startedOn: '2010-01-01', endedOn: '2011-01-01' });
    expect(responsible(old, openAbsence)).toEqual([['RESPONSIBLE_BY_CASE', '2012-01-02T00:00:00.000Z']]);
  });

  test('is never a body of another kind, whatever a notification says', () => {
    expect(reachOf('RP5', notificationFact('m', { responsibleAuthority: 'RP5', hostAuthority: 'RP5' }, sent))).toEqual(
      [],
    );
  });
});

test('a named host authority has reach for 90 days after it was named', () => {
  expect(reachOf('E08000018', personFact('a', { hostAuthority: 'E08000018' }, sent))).toEqual([
    {
      organisation: 'E08000018',
      person: '',
      bits: HOST,
      until: '2016-01-18T21:00:00.000Z',
      reason: 'HOST_BY_NAME',
    },
  ]);
});

describe('involvements', () => {
  const health = { involvement: 'HEALTH', involvedOrganisation: 'RP5' } as const;

  test('a hospital keeps its reach for 72 hours after the day its care ended', () => {
    expect(reach(involvementFact('a', { ...health, endedOn: '2015-10-24' }, hospital))).toEqual([
      {
        organisation: 'RP5',
        person: '',
        bits: HEALTH,
        until: '2015-10-27T23:00:00.000Z',
        reason: 'HEALTH_INVOLVEMENT',
      },
    ]);
  });

  test('the latest end of one reason counts', () => {
    const ended = involvementFact('a', { ...health, endedOn: '2015-10-24' }, hospital);
    expect(reach(ended, involvementFact('b', health, hospital)).map(({ until }) => until)).toEqual(['infinity']);
  });

  test.for([
    ['REVIEWING_OFFICER', OVERSIGHT],
    ['INTERVIEW_WORKER', INTERVIEWER],
    ['SOCIAL_WORKER', RESPONSIBLE],
  ] as const)('a %s has reach in person, and nobody where no person is named', ([involvement, bit]) => {
    const authority = { involvement, involvedOrganisation: 'E08000018' };
    expect(reach(involvementFact('a', { ...authority, personId: 'jo' }, rotherham))).toEqual([
      { organisation: 'E08000018', person: 'jo', bits: bit | NAMED, until: 'infinity', reason: involvement },
    ]);
    expect(reach(involvementFact('a', authority, rotherham))).toEqual([]);
  });

  test('an organisation speaks for its own involvement and an authority for anybody’s, but nobody else lets others in', () => {
    const school = { involvement: 'SCHOOL', involvedOrganisation: '3714000' } as const;
    const asSaidBy = (organisation: string) =>
      reach(involvementFact('a', school, { ...hospital, organisation })).map(({ organisation: code }) => code);
    expect(asSaidBy('3714000')).toEqual(['3714000']);
    expect(asSaidBy('E08000017')).toEqual(['3714000']);
    expect(asSaidBy('RP5')).toEqual([]);
    expect(asSaidBy('3714001')).toEqual([]);
  });

  test('a provider has reach to its own placement, by involvement or by the number on the placement record', () => {
    const provider = involvementFact(
      'a',
      { involvement: 'PLACEMENT_PROVIDER', involvedOrganisation: 'SC400001' },
      rotherham,
    );
    const placement = placementFact('p', { startedOn: '2015-01-01', endedOn: '2015-12-01', urn: 'SC400001' });
    const rows = reachOf('SC400001', provider, placement);
    expect(rows.map(({ reason, until }) => [reason, until])).toEqual([
      ['PROVIDER_BY_PLACEMENT', '2015-12-02T00:00:00Z'],
      ['PROVIDER_INVOLVEMENT', 'infinity'],
    ]);
    expect(rows.every(({ bits }) => bits === (PROVIDER | OWN_PLACEMENT))).toBe(true);
  });

  test('an organisation the hub does not serve reaches nobody', () => {
    expect(reach(involvementFact('a', { involvement: 'SCHOOL', involvedOrganisation: '9999999' }))).toEqual([]);
  });
});

describe('the auditor of the partnership', () => {
  const audit = (...given: readonly AnyFact[]) => reachOf('DSCP', ...given);

  test('may audit a child the authority of the partnership is responsible for', () => {
    expect(audit(placementFact('p', { startedOn: '2015-01-01' }))).toEqual([
      { organisation: 'DSCP', person: '', bits: AUDITABLE, until: 'infinity', reason: 'PARTNERSHIP_AUDIT' },
    ]);
  });

  test('and not a child of another authority', () => {
    expect(audit(placementFact('p', { startedOn: '2015-01-01' }, rotherham))).toEqual([]);
  });
});

test('naming someone as a parent gives nobody reach', () => {
  const parents = [{ name: 'Pat Shaw', relationship: 'MOTHER', phone: null, organisation: '3714000' }];
  expect(reach(personFact('a', { parents }, hospital))).toEqual([]);
});

test.for(reachRules)('$reason gives one kind of relationship, or breaks the glass', ({ bits }) => {
  const kinds = Object.values({ ...relationshipBits, glass: conditionBits.BREAK_GLASS });
  expect(kinds.filter((bit) => (bits & bit) !== 0)).toHaveLength(1);
});

test('the reasons of reach are told apart', () => {
  expect(new Set(reachRules.map(({ reason }) => reason)).size).toBe(reachRules.length);
  expect(findOrganisation('DSCP')?.agency).toBe('partnership');
});
