import { describe, expect, test } from 'vitest';
import type { Answer, AnswerState, Notification } from '../../src/domain/model/notification.ts';
import { notification } from '../../src/domain/model/notification.ts';
import { type AssessmentInput, assessAgainst, assessNotification } from '../../src/domain/profile/assess.ts';
import { conditions } from '../../src/domain/profile/conditions.ts';
import { profileDocument } from '../../src/domain/profile/document.ts';
import { fields2015, gapFieldsOfPoliceIntelligence, leavesOf } from '../../src/domain/profile/fields.ts';
import { type Profile, profileAt, profiles } from '../../src/domain/profile/profiles.ts';

const answer = (state: AnswerState, asked = false): Answer => ({
  state,
  askedBy: asked ? 'PC 2281' : null,
  askedAt: asked ? '2015-10-19T20:50:00Z' : null,
  sent: true,
});

const everyLeaf = fields2015.flatMap(leavesOf);
const everything = Object.fromEntries(everyLeaf.map((path) => [path, answer('PRESENT')]));

/** A first message that answers every leaf; the test says only what differs. */
const aMessage = (said: Partial<Notification> = {}): Notification => {
  const empty = Object.fromEntries(Object.keys(notification.shape).map((key) => [key, null]));
  return notification.parse({
    ...empty,
    notificationId: 'N1',
    forceReference: 'M1',
    sourceEpisode: 'M1',
    messageType: 'NEW',
    sentAt: '2015-10-19T21:05:00Z',
    force: '14',
    responsibleAuthority: 'E08000017',
    riskGrade: 'MEDIUM',
    answers: everything,
    ...said,
  });
};

const without = (...paths: readonly string[]): Notification['answers'] =>
  Object.fromEntries(Object.entries(everything).filter(([path]) => !paths.includes(path)));

const inputOf = (message: Notification, input: Partial<AssessmentInput> = {}): AssessmentInput => ({
  message,
  earlier: [],
  careStatus: 'LAC',
  receivedAt: '2015-10-19T21:10:00Z',
  ...input,
});

const assess = (message: Notification, input: Partial<AssessmentInput> = {}) =>
  assessNotification(inputOf(message, input));

const gapsOf = (message: Notification, input: Partial<AssessmentInput> = {}) =>
  assess(message, input).gaps.map(({ field }) => field);

describe('the table', () => {
  test('it holds the 51 fields, numbered in order, each under a name of its own', () => {
    expect(fields2015.map(({ number }) => number)).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
    expect(new Set(fields2015.map(({ name }) => name)).size).toBe(51);
  });

  test('no leaf belongs to two fields', () => {
    expect(new Set(everyLeaf).size).toBe(everyLeaf.length);
  });

  test('the fields a child can be lost for are critical, recommended ones are minor', () => {
    const critical = fields2015.filter(({ severity }) => severity === 'CRITICAL').map(({ number }) => number);
    expect(critical).toEqual([5, 8, 25, 36, 38, 39, 40, 41, 44]);
    const minor = fields2015.filter(({ severity }) => severity === 'MINOR');
    expect(minor.every(({ requirement }) => requirement === 'RECOMMENDED')).toBe(true);
    const recommended = fields2015.filter(({ requirement }) => requirement === 'RECOMMENDED');
    expect(recommended.map(({ number }) => number)).toEqual([10, 30, 32, 33, 35, 42, 43, 50]);
  });

  test('the fields the 2015 audit named are marked', () => {
    expect(fields2015.filter(({ seed }) => seed).map(({ number }) => number)).toEqual([13, 14, 15, 16, 17, 18, 38]);
  });

  test('gaps of an investigation, of persons posing risk and of weapons are police intelligence', () => {
    expect(gapFieldsOfPoliceIntelligence).toEqual(['liveInvestigation', 'personsPosingRisk', 'immigrationAndWeapons']);
  });

  test('every condition has words a practitioner can read, and some field uses it', () => {
    const used = new Set(
      fields2015.flatMap(({ condition, mandatoryWhen, needs }) => [
        condition,
        mandatoryWhen,
        ...needs.map((need) => need.when),
      ]),
    );
    expect(Object.keys(conditions).filter((name) => ![...used].some((condition) => condition === name))).toEqual([]);
  });

  test('the page written from the table is fresh', async () => {
    const page = new URL('../../docs/profile.md', import.meta.url).pathname;
    await expect(profileDocument()).toMatchFileSnapshot(page);
  });
});

describe('versions', () => {
  const later: Profile = {
    version: '2027.1',
    validFrom: '2027-04-01',
    validTo: null,
    identifierSchemeFrom: '2027-09-01',
    fields: fields2015,
    overrides: [],
  };
  const versions: readonly Profile[] = [...profiles, later];

  test('a message is judged by the profile in force when it came', () => {
    expect(profileAt('2015-10-19', versions).version).toBe('2015.1');
    expect(profileAt('2027-04-01', versions).version).toBe('2027.1');
  });

  test.for([
    ['2001-01-01', '2015.1'],
    ['2013-03-31', '2015.1'],
    ['2013-04-01', '2015.1'],
    ['2027-03-31', '2015.1'],
    ['2027-04-01', '2027.1'],
    ['2099-12-31', '2027.1'],
  ] as const)('on %s it is %s', ([day, version]) => {
    expect(profileAt(day, versions).version).toBe(version);
  });

  test('no day is without a version, and none has two', () => {
    for (const [at, { validFrom, validTo }] of profiles.entries()) {
      expect(validTo).toBe(profiles[at + 1]?.validFrom ?? null);
      expect(validTo === null || validFrom < validTo).toBe(true);
    }
    expect(new Set(profiles.map(({ version }) => version)).size).toBe(profiles.length);
  });

  test('what came before any profile is judged by the first', () => {
    expect(profileAt('2001-01-01').version).toBe('2015.1');
  });

  test('an identifier becomes mandatory on the day the scheme is in force, in England', () => {
    const message = aMessage({
      answers: without('child.nhsNumber', 'child.localAuthorityChildId', 'child.upn'),
    });
    const complete = (receivedAt: string) => assessAgainst(later, inputOf(message, { receivedAt })).complete;
    expect(complete('2027-08-31T22:59:00Z')).toBe(true);
    expect(complete('2027-08-31T23:01:00Z')).toBe(false);
  });
});

describe('what one authority asks for differently', () => {
  const stricter: Profile = {
    ...{ version: '2015.1', validFrom: '2013-04-01', validTo: null, identifierSchemeFrom: null, fields: fields2015 },
    overrides: [
      {
        ...{ authority: 'E08000017', field: 'enquiriesMade', from: '2015-10-20', to: '2015-10-25' },
        ...{ requirement: 'MANDATORY', reason: 'decided by the partnership' },
      },
      {
        ...{ authority: 'E08000017', field: 'religion', from: '2015-10-22', to: null },
        ...{ requirement: 'RECOMMENDED', reason: 'decided by the partnership' },
      },
    ],
  };
  const silent = { answers: without('circumstances.enquiriesMade', 'child.religion') };

  // Midnight in England: an hour before that of UTC in summer, with it from the 25th on, when the clocks went back.
  test.for([
    ['2015-10-19T22:59:59Z', 'E08000017', ['religion']],
    ['2015-10-19T23:00:00Z', 'E08000017', ['religion', 'enquiriesMade']],
    ['2015-10-21T22:59:59Z', 'E08000017', ['religion', 'enquiriesMade']],
    ['2015-10-21T23:00:00Z', 'E08000017', ['enquiriesMade']],
    ['2015-10-24T22:59:59Z', 'E08000017', ['enquiriesMade']],
    ['2015-10-24T23:00:00Z', 'E08000017', []],
    ['2015-10-22T12:00:00Z', 'E08000018', ['religion']],
    ['2015-10-22T12:00:00Z', null, ['religion']],
  ] as const)('a message received %s for %s lacks %j', ([receivedAt, responsibleAuthority, fields]) => {
    const { gaps, complete } = assessAgainst(
      stricter,
      inputOf(aMessage({ ...silent, responsibleAuthority }), { receivedAt }),
    );
    const required = gaps.filter(({ requirement }) => requirement !== 'RECOMMENDED').map(({ field }) => field);
    expect(required).toEqual(fields);
    expect(complete).toBe(fields.length === 0);
  });
});

describe('what passes', () => {
  const withState = (path: string, given: Answer) => aMessage({ answers: { ...everything, [path]: given } });

  const rows = [
    ['PRESENT', false, true, true],
    ['NOT_KNOWN_ASKED', true, false, true],
    ['NOT_KNOWN_ASKED', false, false, false],
    ['DECLINED', true, false, true],
    ['DECLINED', false, false, false],
    ['NOT_APPLICABLE', true, false, true],
    ['NOT_APPLICABLE', false, false, false],
    ['MISSING', true, false, false],
    ['INVALID', true, false, false],
    ['WITHHELD', false, true, true],
  ] as const;

  test.for(rows)('%s with asker and time known: %s passes as a value: %s, as an answer: %s', (row) => {
    const [state, asked, asValue, asAnswer] = row;
    expect(assess(withState('circumstances.narrative', answer(state, asked))).complete).toBe(asValue);
    expect(assess(withState('child.religion', answer(state, asked))).complete).toBe(asAnswer);
  });

  test('who asked without when is not an answer', () => {
    const half = { ...answer('DECLINED', true), askedAt: null };
    expect(gapsOf(withState('child.religion', half))).toEqual(['religion']);
  });

  test('what the force restricts passes and is reported apart', () => {
    const assessment = assess(withState('investigation.live', answer('WITHHELD')));
    expect(assessment).toMatchObject({ complete: true, withheld: ['liveInvestigation'] });
  });

  test('a recommended field is shown as a minor gap and never held against the message', () => {
    const assessment = assess(aMessage({ answers: without('circumstances.enquiriesMade') }));
    expect(assessment).toMatchObject({ complete: true, score: 1 });
    expect(assessment.gaps).toEqual([
      {
        field: 'enquiriesMade',
        number: 30,
        requirement: 'RECOMMENDED',
        severity: 'MINOR',
        state: 'MISSING',
        stage: 'UNKNOWN',
      },
    ]);
  });

  test('a gap says what was wrong with the worst of its leaves', () => {
    const answers = { ...without('risk.gradedAt'), 'risk.rationale': answer('INVALID') };
    expect(assess(aMessage({ answers })).gaps).toMatchObject([{ field: 'riskGrade', state: 'INVALID' }]);
  });

  test('one of several telephone and travel details is enough', () => {
    expect(gapsOf(aMessage({ answers: without('circumstances.moneyAndTravel') }))).toEqual([]);
  });

  test('the score is the share of what applies, and the audit score that of what the audit named', () => {
    const assessment = assess(aMessage({ answers: without('child.religion', 'circumstances.narrative') }));
    const counted = assessment.states.filter((state) => state.applies && state.requirement !== 'RECOMMENDED');
    expect(assessment.score).toBeCloseTo((counted.length - 2) / counted.length);
    expect(assessment.seedScore).toBeCloseTo(6 / 7);
  });

  test('a message that says nothing scores 0 and its audit score is 0', () => {
    const assessment = assess(aMessage({ answers: {}, riskGrade: null }), { careStatus: null });
    expect(assessment).toMatchObject({ complete: false, score: 0, seedScore: 0 });
  });
});

describe('what applies', () => {
  const silentOn = (...paths: readonly string[]) => ({ answers: without(...paths) });

  test('the host authority is asked for only when the child is placed or missing elsewhere', () => {
    const message = aMessage(silentOn('message.hostAuthority'));
    expect(gapsOf(message)).toEqual([]);
    expect(gapsOf(message, { outOfArea: true })).toEqual(['recipients']);
  });

  test('a photograph is asked for from medium risk', () => {
    const photo = silentOn('circumstances.photo.reference');
    expect(gapsOf(aMessage({ ...photo, riskGrade: 'LOW' }))).toEqual([]);
    expect(gapsOf(aMessage({ ...photo, riskGrade: 'ABSENT_2013' }))).toEqual([]);
    expect(gapsOf(aMessage({ ...photo, riskGrade: 'HIGH' }))).toEqual(['photo']);
  });

  test('a placement is asked for when the child is looked after, professionals on any plan', () => {
    const message = aMessage(silentOn('care.provider', 'care.professionals'));
    expect(gapsOf(message, { careStatus: 'HOME' })).toEqual([]);
    expect(gapsOf(message, { careStatus: null })).toEqual([]);
    expect(gapsOf(message, { careStatus: 'CIN' })).toEqual(['professionals']);
    expect(gapsOf(message, { careStatus: 'LAC' })).toEqual(['placement', 'professionals']);
  });

  test('persons posing risk are asked for only where the force shows that it knows of something', () => {
    const all = ['personsPosingRisk', 'warningNotices', 'bailAndOrders'].map((leaf) => `investigation.${leaf}`);
    expect(gapsOf(aMessage(silentOn(...all)))).toEqual([]);
    expect(gapsOf(aMessage(silentOn('investigation.personsPosingRisk')))).toEqual(['personsPosingRisk']);
  });

  test('a found message needs where and by whom; a returned one also when, and the prevention interview', () => {
    const back = everyLeaf.filter((path) => path.startsWith('return.'));
    const answers = without(...back);
    expect(gapsOf(aMessage({ answers }))).toEqual([]);
    expect(gapsOf(aMessage({ answers, messageType: 'FOUND' }))).toEqual(['foundAndReturned', 'reasonsAndSafeguarding']);
    expect(gapsOf(aMessage({ answers, messageType: 'RETURNED' }))).toEqual([
      'foundAndReturned',
      'preventionInterview',
      'harm',
      'reasonsAndSafeguarding',
      'interviewReferral',
    ]);
    expect(gapsOf(aMessage({ answers: without('return.returnedAt'), messageType: 'FOUND' }))).toEqual([]);
    expect(gapsOf(aMessage({ answers: without('return.returnedAt'), messageType: 'RETURNED' }))).toEqual([
      'foundAndReturned',
    ]);
  });

  test('a prevention interview needs when it was held, or why it was not', () => {
    const returned = (...paths: readonly string[]) =>
      gapsOf(aMessage({ messageType: 'RETURNED', answers: without(...paths) }));
    const at = 'return.preventionInterview.at';
    const why = 'return.preventionInterview.notDoneReason';
    expect(returned(why)).toEqual([]);
    expect(returned(at)).toEqual([]);
    expect(returned(at, why)).toEqual(['preventionInterview']);
  });
});

describe('a thread', () => {
  const first = aMessage();
  const update = (answers: Notification['answers']) =>
    aMessage({ messageType: 'UPDATE', sentAt: '2015-10-19T22:00:00Z', riskGrade: null, answers });

  test('an update does not have to repeat what was said', () => {
    expect(assess(update({}), { earlier: [first] })).toMatchObject({ complete: true, score: 1 });
  });

  test('without what was said before, the same update is incomplete', () => {
    expect(assess(update({})).complete).toBe(false);
  });

  test('the newest answer wins, whichever order the messages are handed over in', () => {
    const second = aMessage({ sentAt: '2015-10-19T21:30:00Z', answers: { 'child.religion': answer('INVALID') } });
    for (const earlier of [
      [first, second],
      [second, first],
    ]) {
      expect(gapsOf(update({}), { earlier })).toEqual(['religion']);
      expect(gapsOf(update({ 'child.religion': answer('PRESENT') }), { earlier })).toEqual([]);
    }
  });

  test('an empty element takes nothing back', () => {
    expect(gapsOf(update({ 'child.religion': answer('MISSING') }), { earlier: [first] })).toEqual([]);
  });

  test('a child who has returned stays returned in later updates', () => {
    const answers = without('return.harm');
    const returned = aMessage({ messageType: 'RETURNED', sentAt: '2015-10-19T21:30:00Z', answers });
    expect(gapsOf(update({}), { earlier: [returned] })).toEqual(['harm']);
  });

  test('the risk that was graded first still asks for a photograph', () => {
    const high = aMessage({ riskGrade: 'HIGH', answers: without('circumstances.photo.takenOn') });
    expect(gapsOf(update({}), { earlier: [high] })).toEqual(['photo']);
  });
});
