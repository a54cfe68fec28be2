import { describe, expect, test } from 'vitest';
import { governedBy } from '../../src/domain/coordinates.ts';
import { type Conditions, decide } from '../../src/domain/decide.ts';
import { type Explanation, explainerOf, unrelated } from '../../src/domain/explain.ts';
import { compileMasks, neededBit, withOwn } from '../../src/domain/mask.ts';
import { fieldClasses, type Purpose, type Role, roles, roleTerms } from '../../src/domain/policy.ts';
import { conditionBits, relationshipBits } from '../../src/domain/projection.ts';
import { explainedField, explainedNames } from '../../src/plan/explained-field.ts';

const pairs = roles.flatMap((role) => roleTerms[role].purposes.map((purpose) => ({ role, purpose })));

/** Fields that differ in nothing that decides are explained once. */
const kinds = [
  ...new Map(
    explainedNames.map((name) => {
      const { governing, record, isOwned } = explainedField(name);
      return [JSON.stringify([governing, record, isOwned]), explainedField(name)] as const;
    }),
  ).values(),
];

const shows = (mask: bigint, governing: Parameters<typeof governedBy>[0]): boolean => {
  const governed = governedBy(governing);
  return governed === null || (mask & neededBit(governed.fieldClass, governed.level)) !== 0n;
};

const expected = (mask: bigint, { governing, record, isOwned }: (typeof kinds)[number]): Explanation['answer'] => {
  const shown = (one: bigint) => shows(one, record) && shows(one, governing);
  if (shows(mask, record) || (isOwned && shows(withOwn(mask), record))) {
    if (governing === 'inherit') return 'AS_ITS_WHOLE';
  }
  if (shown(mask)) return 'SHOWN';
  return isOwned && shown(withOwn(mask)) ? 'SHOWN_OF_OWN_RECORDS' : 'WITHHELD';
};

describe('an explanation', () => {
  test(`says what the mask shows, of ${explainedNames.length} fields, for every role, purpose and condition`, () => {
    const explained = pairs.flatMap(({ role, purpose }) => {
      const explain = explainerOf(role, purpose);
      return [...new Set(compileMasks(role, purpose).table)].flatMap((mask) =>
        kinds.map((field) => ({ role, purpose, field, told: explain(field, mask, []), wanted: expected(mask, field) })),
      );
    });
    const isWrong = ({ told: { answer, ask, decidedBy, steps }, wanted }: (typeof explained)[number]): boolean => {
      const deciding = steps.filter(({ decides }) => decides);
      const isTold = deciding.length > 0 && deciding.every(({ about }) => about === decidedBy);
      return answer !== wanted || !isTold || (ask !== null) !== (answer === 'WITHHELD');
    };
    expect(explained.length).toBeGreaterThan(3_000);
    expect(explained.filter(isWrong)).toEqual([]);
  });

  test('tells nothing of a condition that the mask does not show', () => {
    const fields = kinds.filter(({ record }) => record === 'open');
    for (const { role, purpose } of pairs) {
      const explain = explainerOf(role, purpose);
      const { table } = compileMasks(role, purpose);
      for (const mask of new Set(table)) {
        const says = new Set(fields.flatMap((field) => explain(field, mask, []).steps.map((step) => step.says)));
        const told = hiddenIn(table, mask).filter((word) => [...says].some((one) => tells(word, one)));
        expect({ role, purpose, mask, told }).toEqual({ role, purpose, mask, told: [] });
      }
    }
  });

  const cases: readonly {
    readonly title: string;
    readonly role: Role;
    readonly purpose: Purpose;
    readonly field: string;
    readonly held?: readonly (keyof Conditions)[];
    readonly answer: Explanation['answer'];
    readonly decidedBy: Explanation['decidedBy'];
    readonly says: RegExp;
  }[] = [
    {
      title: 'a school is not shown an address, because of its role',
      ...{ role: 'school-safeguarding-lead', purpose: 'SAFEGUARD_PLAN', field: 'Child.homeAddress' },
      ...{ answer: 'WITHHELD', decidedBy: 'ROLE', says: /has X for placement and home address/ },
    },
    {
      title: 'a school is not told that the address it may never see is protected',
      ...{ role: 'school-safeguarding-lead', purpose: 'SAFEGUARD_PLAN', field: 'Child.homeAddress' },
      held: ['ADDRESS_PROTECTED'],
      ...{ answer: 'WITHHELD', decidedBy: 'ROLE', says: /has X/ },
    },
    {
      title: 'an early help lead is told that a protected address is',
      ...{ role: 'early-help-lead', purpose: 'SAFEGUARD_PLAN', field: 'Child.homeAddress' },
      held: ['ADDRESS_PROTECTED'],
      ...{ answer: 'WITHHELD', decidedBy: 'CONDITION', says: /address is protected/ },
    },
    {
      title: 'and is shown one that is not',
      ...{ role: 'early-help-lead', purpose: 'SAFEGUARD_PLAN', field: 'Child.homeAddress' },
      ...{ answer: 'SHOWN', decidedBy: 'CONDITION', says: /address is not protected/ },
    },
    {
      title: 'locating a child lapses when no episode is open',
      ...{ role: 'police-missing-coordinator', purpose: 'LOCATE_CHILD', field: 'Child.givenNames' },
      ...{ answer: 'WITHHELD', decidedBy: 'CONDITION', says: /No episode is open/ },
    },
    {
      title: 'a summary of health is not all of it',
      ...{ role: 'police-missing-coordinator', purpose: 'SAFEGUARD_PLAN', field: 'Child.medicalNeeds' },
      ...{ answer: 'WITHHELD', decidedBy: 'LEVEL', says: /needs all of the class/ },
    },
    {
      title: 'but the summary is shown',
      ...{ role: 'police-missing-coordinator', purpose: 'SAFEGUARD_PLAN', field: 'Child.timeCriticalMedication' },
      ...{ answer: 'SHOWN', decidedBy: 'ROLE', says: /has S for health/ },
    },
    {
      title: 'educating a child does not need its health, safeguarding it does',
      ...{ role: 'school-safeguarding-lead', purpose: 'EDUCATION_SUPPORT', field: 'Child.timeCriticalMedication' },
      ...{ answer: 'WITHHELD', decidedBy: 'PURPOSE', says: /EDUCATION_SUPPORT does not serve health/ },
    },
    {
      title: 'an interviewer reads the account of their own interviews',
      ...{ role: 'interview-worker', purpose: 'RHI_DELIVERY', field: 'Interview.account' },
      ...{ answer: 'SHOWN_OF_OWN_RECORDS', decidedBy: 'ROLE', says: /has O for return home interview content/ },
    },
    {
      title: 'the police do not know of a placement, so not of its postcode',
      ...{ role: 'police-missing-coordinator', purpose: 'SAFEGUARD_PLAN', field: 'Placement.placementPostcode' },
      ...{ answer: 'WITHHELD', decidedBy: 'RECORD', says: /Only who is shown all fields of social care status/ },
    },
    {
      title: 'an id says nothing by itself',
      ...{ role: 'social-worker', purpose: 'SAFEGUARD_PLAN', field: 'Child.id' },
      ...{ answer: 'SHOWN', decidedBy: 'OPEN', says: /nothing of a child by itself/ },
    },
    {
      title: 'a postcode is shown where the address is that holds it',
      ...{ role: 'social-worker', purpose: 'SAFEGUARD_PLAN', field: 'Address.postcode' },
      ...{ answer: 'AS_ITS_WHOLE', decidedBy: 'WHOLE', says: /part of another field/ },
    },
  ];

  test.for(cases)('$title', ({ role, purpose, field, held = [], answer, decidedBy, says }) => {
    const bits = held.reduce((all, word) => all | conditionBits[word], 0);
    const mask = compileMasks(role, purpose).table[bits] ?? 0n;
    const told = explainerOf(role, purpose)(explainedField(field), mask, []);
    expect(told).toMatchObject({ coordinate: field, answer, decidedBy });
    expect(told.steps.find(({ decides }) => decides)?.says).toMatch(says);
    if (answer === 'WITHHELD') expect(told.ask).toBeTruthy();
  });

  test('names the viewer’s own relationships and until when', () => {
    const row = {
      reason: 'SCHOOL_ENROLMENT',
      until: '2015-12-18T00:00:00.000Z',
      person: '',
      bits: relationshipBits.SCHOOL,
    };
    const mask = compileMasks('school-safeguarding-lead', 'SAFEGUARD_PLAN').table[0] ?? 0n;
    const explain = explainerOf('school-safeguarding-lead', 'SAFEGUARD_PLAN');
    const [first] = explain(explainedField('Child.religion'), mask, [row]).steps;
    expect(first?.says).toMatch(/^Your organisation has a relationship .* until 2015-12-18.*roll of the school/);
    const [named] = explain(explainedField('Child.religion'), mask, [
      { ...row, person: 'w1', until: 'infinity' },
    ]).steps;
    expect(named?.says).toMatch(/^You have a relationship .* without an end so far/);
  });

  test('of a child without a relationship is the same whatever is asked, but for the field’s name', () => {
    const { coordinate: _one, ...first } = unrelated('Child.religion');
    const { coordinate: _other, ...second } = unrelated('Interview.account');
    expect(first).toEqual(second);
    expect(first).toMatchObject({ answer: 'WITHHELD', decidedBy: 'RELATIONSHIP', ask: null });
  });

  test('of a field there is not names the nearest there are', () => {
    expect(() => explainedField('Child.relgion')).toThrow(/near it: Child\.religion/);
    expect(() => explainedField('Query.child')).toThrow(/no such field/);
    expect(() => explainedField('NotificationSubmitInput.message')).toThrow(/no such field/);
  });
});

/** Conditions that hold in some combinations of a mask and not in others. */
const hiddenIn = (table: readonly bigint[], mask: bigint): readonly string[] =>
  Object.entries(conditionBits)
    .filter(([, bit]) => new Set(table.flatMap((one, bits) => (one === mask ? [(bits & bit) !== 0] : []))).size > 1)
    .map(([word]) => word);

/** Whether a sentence says that a condition holds or does not, rather than that it matters. */
const tells = (word: string, says: string): boolean => {
  const subject: Readonly<Record<string, RegExp>> = {
    ASKED_NOT_TO_SHARE: /^The child (asked|has not asked)/,
    OPEN_EPISODE: /^(An episode is open|No episode is open)/,
    OWN_PLACEMENT: /^The child is (in|not in) your own placement/,
    ADDRESS_PROTECTED: /^The address is/,
    NAMED: /^You are (named|not named)/,
    BREAK_GLASS: /^You have (broken|not broken)/,
  };
  return subject[word]?.test(says) ?? true;
};

test('the masks an explanation is weighed by are those of `decide`', () => {
  for (const { role, purpose } of pairs) {
    for (const [bits, mask] of compileMasks(role, purpose).table.entries()) {
      const holds = (word: keyof Conditions): boolean => (bits & conditionBits[word]) !== 0;
      const conditions: Conditions = {
        ASKED_NOT_TO_SHARE: holds('ASKED_NOT_TO_SHARE'),
        OPEN_EPISODE: holds('OPEN_EPISODE'),
        OWN_PLACEMENT: holds('OWN_PLACEMENT'),
        ADDRESS_PROTECTED: holds('ADDRESS_PROTECTED'),
        NAMED: holds('NAMED'),
        BREAK_GLASS: holds('BREAK_GLASS'),
      };
      for (const fieldClass of fieldClasses) {
        const isFull = (mask & neededBit(fieldClass, 'full')) !== 0n;
        expect(isFull).toBe(decide(role, purpose, fieldClass, conditions) === 'full');
      }
    }
  }
});
