import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownEpisode } from '../../adapters/blank.ts';
import { absenceReasons } from '../../src/domain/absence.ts';
import { childPrecedence, episodePrecedence } from '../../src/domain/precedence.ts';
import { projectChild } from '../../src/domain/project-child.ts';
import { type Assessment, conditionBits, type Merged } from '../../src/domain/projection.ts';
import type { AssessInput } from '../../src/domain/score-threads.ts';
import {
  type AnyFact,
  absenceFact,
  absent,
  anIdentifier,
  childFacts,
  doncaster903,
  doncasterSsd,
  hospital,
  humberside,
  interviewFact,
  notificationFact,
  personFact,
  placementFact,
  police,
  rotherham,
} from './facts.ts';

const noMasks = {
  ...{ applies: 0, required: 0, passes: 0, notKnown: 0, declined: 0, notApplicable: 0 },
  ...{ missing: 0, invalid: 0, withheld: 0 },
};

/** An assessment that tells what it was given. */
const echo = ({ message, earlier, careStatus, outOfArea, receivedAt }: AssessInput): Assessment => ({
  profileVersion: JSON.stringify([message, earlier, careStatus, outOfArea, receivedAt]),
  complete: true,
  score: earlier.length,
  seedScore: null,
  gaps: [],
  masks: noMasks,
});
const project = (...facts: readonly AnyFact[]) => projectChild(childFacts(...facts), echo);

describe('the projection of a child', () => {
  const missing = absenceFact('e1', { startedOn: '2015-10-20' }, police);
  const back = absenceFact('e2', { sourceEpisode: 'E2', startedOn: '2015-10-01', endedOn: '2015-10-02' }, police);
  const mistake = absenceFact('e3', { sourceEpisode: 'E3', startedOn: '2015-10-22', cancelled: true }, police);

  test('counts every absence once, withdrawn reports never, and tells that the child is missing now', () => {
    const { view, flags } = project(missing, back, mistake);
    expect(view.values).toMatchObject({ missingNow: true, episodeCount: 2, lastMissingOn: '2015-10-20' });
    expect(flags).toBe(conditionBits.OPEN_EPISODE);
    expect(view.provenance).toContainEqual({ field: 'lastMissingOn', organisation: '14', statedAt: null });
  });

  test('of a child nobody reported says so', () => {
    const { view, flags } = project(personFact('p', {}));
    expect(view.values).toMatchObject({ missingNow: false, episodeCount: 0, lastMissingOn: null });
    expect(flags).toBe(0);
  });

  test('assesses each message with what its own thread said before, by the time it was sent', () => {
    const { assessments } = project(
      personFact('p', { careStatus: 'LAC', outOfArea: true }, doncasterSsd),
      notificationFact('m2', { notificationId: '2', sentAt: '2015-10-20T12:00:00Z' }, police),
      notificationFact('m1', { notificationId: '1', sentAt: '2015-10-20T12:30:00+01:00' }, police),
      notificationFact('m3', { notificationId: '3', sourceEpisode: 'E2', sentAt: '2015-10-20T13:00:00Z' }, police),
      notificationFact('m4', { notificationId: '4', sentAt: '2015-10-20T13:00:00Z' }, humberside),
    );
    expect([...assessments].map(([id, { score }]) => [id, score]).toSorted()).toEqual([
      ['m1', 0],
      ['m2', 1],
      ['m3', 0],
      ['m4', 0],
    ]);
    expect(assessments.get('m2')?.profileVersion).toContain('"LAC",true');
  });
});

const sources = [police, humberside, doncaster903, doncasterSsd, rotherham, hospital];
const days = ['2015-10-23', '2015-10-24', '2015-10-25', '2015-10-26', '2015-11-02'];
const instants = [
  '2015-10-24T22:59:00Z',
  '2015-10-24T23:30:00Z',
  '2015-10-25T00:30:00Z',
  '2015-10-25T01:30:00+01:00',
  '2015-11-02T10:00:00Z',
];
const source = fc.constantFrom(...sources);
const instant = fc.constantFrom(...instants);
const maybe = <Value>(...values: readonly Value[]) => fc.constantFrom<Value | null>(null, ...values);
const meta = fc
  .record({
    from: source,
    statedAt: fc.option(instant),
    knownFrom: instant,
    firstKnownAt: instant,
    absences: fc.constantFrom(
      {},
      absent({ religion: 'ASKED_DECLINED', lastSeenPlace: 'WITHHELD_BY_SOURCE', startedAt: 'ASKED_UNKNOWN' }),
      absent({ religion: 'NOT_ASKED', homeAddress: 'ASKED_UNKNOWN', riskGrade: 'INVALID' }),
    ),
  })
  .map(({ from, ...rest }) => ({ ...rest, ...from }));
const home = (postcode: string) => ({ lines: ['1 Any Street'], postcode, uprn: null });
const names = [
  { use: 'LEGAL' as const, given: 'Isabel', family: 'Shaw' },
  { use: 'LEGAL' as const, given: 'ISABEL', family: 'SHAW' },
  { use: 'ALIAS' as const, given: 'Izzy', family: null },
];
const births = [
  { earliest: '2000-05-03', latest: '2000-05-03', precision: 'DAY' as const },
  { earliest: '2000-01-01', latest: '2000-12-31', precision: 'YEAR' as const },
];
const personBody = fc.record({
  names: fc.subarray(names),
  birth: maybe(...births),
  identifiers: fc.subarray([
    anIdentifier({ system: 'nhs-number', value: '9990000018' }),
    anIdentifier({ system: 'nhs-number', value: '9990000011', valid: false }),
  ]),
  religion: maybe('SIKH', 'sikh', 'NONE'),
  disabilities: maybe<readonly string[]>([], ['MOB', 'HEAR'], ['HEAR', 'MOB']).map((list) => list && [...list]),
  homeAddress: maybe(home('DN1 1AA'), home('S1 1AA')),
  addressProtected: fc.boolean(),
  careStatus: maybe('LAC' as const, 'HOME' as const),
  sexualExploitation: maybe('NONE' as const, 'EMERGING' as const),
  sexualExploitationAssessedOn: maybe(...days),
  hostAuthority: maybe('E08000018'),
});
const absenceBody = fc.record({
  sourceEpisode: fc.constantFrom('E1', 'E2'),
  category: maybe('MISSING' as const, 'AWAY_WITHOUT_AUTHORISATION' as const, 'POLICE_ABSENT' as const),
  startedOn: maybe(...days),
  startedAt: maybe(...instants),
  endedOn: maybe(...days),
  foundAt: maybe(...instants),
  returnedAt: maybe(...instants),
  lastSeenPlace: maybe('park', 'bus station'),
  riskGrade: maybe('MEDIUM' as const, 'HIGH' as const),
  riskRationale: maybe('young', 'alone'),
  cancelled: fc.boolean(),
});
const placementBody = fc.record({
  startedOn: maybe(...days),
  endedOn: maybe(...days),
  placementType: maybe('K2', 'U6'),
  placementPostcode: maybe('DN1 2AB', 'S1 1AA'),
  urn: maybe('SC400001'),
});
const notificationBody = fc.record({
  sourceEpisode: fc.constantFrom('E1', 'E2'),
  sentAt: maybe(...instants),
  responsibleAuthority: maybe('E08000017', 'RP5'),
});

/** Any facts of a child, each with its own id. */
const anyFacts: fc.Arbitrary<readonly AnyFact[]> = fc
  .record({
    persons: fc.array(fc.tuple(personBody, meta), { maxLength: 4 }),
    absences: fc.array(fc.tuple(absenceBody, meta), { maxLength: 7 }),
    placements: fc.array(fc.tuple(placementBody, meta), { maxLength: 3 }),
    notifications: fc.array(fc.tuple(notificationBody, meta), { maxLength: 3 }),
    interviews: fc.array(meta, { maxLength: 2 }),
  })
  .map(({ persons, absences, placements, notifications, interviews }) => [
    ...persons.map(([body, said], index) => personFact(`p${index}`, body, said)),
    ...absences.map(([body, said], index) => absenceFact(`a${index}`, body, said)),
    ...placements.map(([body, said], index) => placementFact(`l${index}`, body, said)),
    ...notifications.map(([body, said], index) => notificationFact(`n${index}`, body, said)),
    ...interviews.map((said, index) => interviewFact(`i${index}`, { sourceEpisodes: [ownEpisode('E1')] }, said)),
  ]);

const shuffled = anyFacts.chain((facts) =>
  fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length })),
);
const allMerged = (facts: readonly AnyFact[]): readonly Merged[] => {
  const { view, episodes } = project(...facts);
  return [view, ...episodes];
};

describe('laws of every projection', () => {
  test('the order in which facts are given does not matter', () => {
    fc.assert(
      fc.property(shuffled, ([facts, other]) => {
        expect(project(...other)).toEqual(project(...facts));
        expect(JSON.stringify(project(...other).view)).toBe(JSON.stringify(project(...facts).view));
      }),
      { numRuns: 300 },
    );
  });

  test('a field has a value or a reason for having none, never both', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { values, absences } of allMerged(facts)) {
          const empty = Object.keys(values).filter((field) => values[field] === null);
          expect(Object.keys(absences).toSorted()).toEqual(empty.toSorted());
          for (const { reason } of Object.values(absences)) expect(absenceReasons).toContain(reason);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a child nobody has told of has every field, each with a reason', () => {
    const { values, absences } = project().view;
    const counted = ['missingNow', 'episodeCount'];
    expect(Object.keys(values).toSorted()).toEqual(
      [...Object.keys(childPrecedence), ...counted, 'lastMissingOn'].toSorted(),
    );
    expect(Object.keys(absences).toSorted()).toEqual([...Object.keys(childPrecedence), 'lastMissingOn'].toSorted());
  });

  test('an episode of which nothing is known but that it happened has every field, each with a reason', () => {
    const [episode] = project(absenceFact('a', {})).episodes;
    expect(Object.keys(episode?.absences ?? {}).toSorted()).toEqual(Object.keys(episodePrecedence).toSorted());
    expect(Object.keys(episode?.values ?? {}).toSorted()).toEqual(Object.keys(episodePrecedence).toSorted());
  });

  test('every value a source gave says who gave it, and no conflict repeats what won', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { values, provenance, conflicts } of allMerged(facts)) {
          const told = Object.keys(values).filter((field) => values[field] !== null);
          const counted = ['missingNow', 'episodeCount'];
          const said = new Set(provenance.map(({ field }) => field));
          expect(told.filter((field) => !counted.includes(field)).toSorted()).toEqual([...said].toSorted());
          expect(conflicts.filter(({ field, value }) => values[field] === value)).toEqual([]);
        }
      }),
    );
  });

  test('an episode holds at most one absence of each source system, and each absence is in one episode', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { episodes } = project(...facts);
        const references = episodes.flatMap(({ sources: told }) => {
          const systems = told.map(({ organisation, system }) => `${organisation} ${system}`);
          expect(new Set(systems).size).toBe(systems.length);
          return told.map(({ organisation, system, sourceEpisode }) => `${organisation} ${system} ${sourceEpisode}`);
        });
        const given = facts.flatMap((fact) =>
          fact.kind === 'missing-episode' ? [`${fact.organisation} ${fact.system} ${fact.body.sourceEpisode}`] : [],
        );
        expect(references.toSorted()).toEqual([...new Set(given)].toSorted());
        expect(new Set(episodes.map(({ episodeId }) => episodeId)).size).toBe(episodes.length);
      }),
      { numRuns: 300 },
    );
  });

  test('the same statement said twice changes no value', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const again = facts.map((fact): AnyFact => ({ ...fact, id: `${fact.id}-again` }));
        const [once, twice] = [project(...facts), project(...facts, ...again)];
        expect(twice.view.values).toEqual(once.view.values);
        expect(twice.episodes.map(({ values, status }) => [values, status])).toEqual(
          once.episodes.map(({ values, status }) => [values, status]),
        );
        expect(twice.reach).toEqual(once.reach);
      }),
    );
  });

  test('a protected address is the only address, and shows only as its own source gives it', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const marked = facts.flatMap((fact) =>
          fact.kind === 'person' && fact.body.addressProtected ? [fact.body] : [],
        );
        fc.pre(marked.length > 0);
        const { view, flags } = project(...facts);
        expect(flags & conditionBits.ADDRESS_PROTECTED).toBe(conditionBits.ADDRESS_PROTECTED);
        expect([null, ...marked.map(({ homeAddress }) => homeAddress)]).toContainEqual(view.values['homeAddress']);
        expect(view.values['placementAddress']).toBeNull();
      }),
    );
  });
});
