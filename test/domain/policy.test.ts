import { describe, expect, test } from 'vitest';
import { type Conditions, decide } from '../../src/domain/decide.ts';
import { compileMasks, neededBit, withOwn } from '../../src/domain/mask.ts';
import { mayWrite } from '../../src/domain/may-write.ts';
import { agencies } from '../../src/domain/organisations.ts';
import {
  fieldClasses,
  type Grant,
  matrix,
  type Purpose,
  purposes,
  type Role,
  roles,
  roleTerms,
} from '../../src/domain/policy.ts';
import { conditionBits } from '../../src/domain/projection.ts';

const nothing: Conditions = {
  ASKED_NOT_TO_SHARE: false,
  OPEN_EPISODE: false,
  OWN_PLACEMENT: false,
  ADDRESS_PROTECTED: false,
  NAMED: false,
  BREAK_GLASS: false,
};
const when = (...held: (keyof Conditions)[]): Conditions => ({
  ...nothing,
  ...Object.fromEntries(held.map((condition) => [condition, true])),
});

interface Case {
  readonly title: string;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly fieldClass: (typeof fieldClasses)[number];
  readonly conditions: Conditions;
  readonly grant: Grant;
}

const cases: readonly Case[] = [
  {
    title: 'a social worker reads a child’s address',
    role: 'social-worker',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'AD',
    conditions: when(),
    grant: 'full',
  },
  {
    title: 'a school never reads an address',
    role: 'school-safeguarding-lead',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'AD',
    conditions: when('OPEN_EPISODE'),
    grant: 'none',
  },
  {
    title: 'a school reads live whereabouts while the child is missing',
    role: 'school-safeguarding-lead',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'LO',
    conditions: when('OPEN_EPISODE'),
    grant: 'full',
  },
  {
    title: 'and no longer once the child is back',
    role: 'school-safeguarding-lead',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'LO',
    conditions: when(),
    grant: 'none',
  },
  {
    title: 'locating a child lapses when no episode is open',
    role: 'police-missing-coordinator',
    purpose: 'LOCATE_CHILD',
    fieldClass: 'ID',
    conditions: when(),
    grant: 'none',
  },
  {
    title: 'and holds while one is',
    role: 'police-missing-coordinator',
    purpose: 'LOCATE_CHILD',
    fieldClass: 'ID',
    conditions: when('OPEN_EPISODE'),
    grant: 'full',
  },
  {
    title: 'an early help lead is not shown a protected address',
    role: 'early-help-lead',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'AD',
    conditions: when('ADDRESS_PROTECTED'),
    grant: 'none',
  },
  {
    title: 'the social worker is',
    role: 'social-worker',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'AD',
    conditions: when('ADDRESS_PROTECTED'),
    grant: 'full',
  },
  {
    title: 'a placement provider reads the address of its own placement',
    role: 'placement-provider',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'AD',
    conditions: when('OWN_PLACEMENT'),
    grant: 'full',
  },
  {
    title: 'and of no other',
    role: 'placement-provider',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'AD',
    conditions: when(),
    grant: 'none',
  },
  {
    title: 'an interviewer is told that there is an investigation, not what it is',
    role: 'interview-worker',
    purpose: 'RHI_DELIVERY',
    fieldClass: 'PI',
    conditions: when('NAMED'),
    grant: 'summary',
  },
  {
    title: 'an IRO is told nothing of an investigation',
    role: 'reviewing-officer',
    purpose: 'CARE_REVIEW',
    fieldClass: 'PI',
    conditions: when('NAMED'),
    grant: 'none',
  },
  {
    title: 'an interviewer reads the content of their own organisation’s interviews',
    role: 'interview-worker',
    purpose: 'RHI_DELIVERY',
    fieldClass: 'RC',
    conditions: when('NAMED'),
    grant: 'own',
  },
  {
    title: 'an auditor sees age and ethnic group, no more of identity',
    role: 'auditor',
    purpose: 'AUDIT_PSEUDONYMISED',
    fieldClass: 'ID',
    conditions: nothing,
    grant: 'summary',
  },
  {
    title: 'an auditor sees whether a notification was answered',
    role: 'auditor',
    purpose: 'AUDIT_PSEUDONYMISED',
    fieldClass: 'AN',
    conditions: nothing,
    grant: 'full',
  },
  {
    title: 'a host authority reads no interview before an agreement',
    role: 'host-authority',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'RC',
    conditions: when(),
    grant: 'none',
  },
  {
    title: 'a purpose the role may not declare gives nothing',
    role: 'social-worker',
    purpose: 'DIRECT_CARE',
    fieldClass: 'ID',
    conditions: when(),
    grant: 'none',
  },
  {
    title: 'identity opens to a data protection officer by break-glass',
    role: 'data-protection-officer',
    purpose: 'SUBJECT_ACCESS',
    fieldClass: 'ID',
    conditions: when('BREAK_GLASS'),
    grant: 'full',
  },
  {
    title: 'what a child asked not to be shared stays from the police',
    role: 'police-missing-coordinator',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'RC',
    conditions: when('ASKED_NOT_TO_SHARE'),
    grant: 'none',
  },
  {
    title: 'until an officer breaks the glass',
    role: 'police-missing-coordinator',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'RC',
    conditions: when('ASKED_NOT_TO_SHARE', 'BREAK_GLASS'),
    grant: 'summary',
  },
  {
    title: 'the social worker hears what the child asked not to be shared',
    role: 'social-worker',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'RC',
    conditions: when('ASKED_NOT_TO_SHARE'),
    grant: 'full',
  },
  {
    title: 'where the address is protected, a school learns when the child was seen and not where',
    role: 'school-safeguarding-lead',
    purpose: 'SAFEGUARD_PLAN',
    fieldClass: 'LO',
    conditions: when('OPEN_EPISODE', 'ADDRESS_PROTECTED'),
    grant: 'summary',
  },
  {
    title: 'the auditor of an approved case reads identity',
    role: 'auditor',
    purpose: 'AUDIT_IDENTIFIED',
    fieldClass: 'ID',
    conditions: nothing,
    grant: 'full',
  },
  {
    title: 'and still no address',
    role: 'auditor',
    purpose: 'AUDIT_IDENTIFIED',
    fieldClass: 'AD',
    conditions: nothing,
    grant: 'none',
  },
  {
    title: 'a school learns the names of the professionals to ring',
    role: 'school-safeguarding-lead',
    purpose: 'EDUCATION_SUPPORT',
    fieldClass: 'WK',
    conditions: nothing,
    grant: 'full',
  },
  {
    title: 'an auditor does not',
    role: 'auditor',
    purpose: 'AUDIT_PSEUDONYMISED',
    fieldClass: 'WK',
    conditions: nothing,
    grant: 'none',
  },
  {
    title: 'and not without',
    role: 'data-protection-officer',
    purpose: 'SUBJECT_ACCESS',
    fieldClass: 'ID',
    conditions: when(),
    grant: 'none',
  },
];

describe('the policy', () => {
  test.for(cases)('$title', ({ role, purpose, fieldClass, conditions, grant }) => {
    expect(decide(role, purpose, fieldClass, conditions)).toBe(grant);
  });

  test('an authority with no link to the child sees nothing, for any purpose, whatever holds', () => {
    const all = when('OPEN_EPISODE', 'OWN_PLACEMENT', 'NAMED', 'BREAK_GLASS');
    const grants = purposes.flatMap((purpose) =>
      fieldClasses.map((fieldClass) => decide('other-authority', purpose, fieldClass, all)),
    );
    expect(new Set(grants)).toEqual(new Set(['none']));
  });

  test('no role that may not see a protected address sees one, whatever holds', () => {
    for (const role of roles.filter((each) => !roleTerms[each].seesProtectedAddress)) {
      const { table } = compileMasks(role, roleTerms[role].purposes[0] ?? 'STAT_RETURN');
      for (const [conditions, mask] of table.entries()) {
        if ((conditions & conditionBits.ADDRESS_PROTECTED) === 0) continue;
        expect(withOwn(mask) & (neededBit('AD', 'full') | neededBit('AD', 'summary'))).toBe(0n);
      }
    }
  });

  test('every role has a cell for every class, an agency that may hold it and a purpose to declare', () => {
    for (const role of roles) {
      expect(matrix[role]).toHaveLength(fieldClasses.length);
      expect(roleTerms[role].agencies.every((agency) => agencies.includes(agency))).toBe(true);
      expect(roleTerms[role].purposes.length).toBeGreaterThan(0);
    }
  });

  test('only a missing persons coordinator submits notifications', () => {
    expect(roles.filter((role) => mayWrite(role, 'notificationSubmit'))).toEqual(['police-missing-coordinator']);
  });
});

describe('masks', () => {
  const pairs = roles.flatMap((role) => roleTerms[role].purposes.map((purpose) => ({ role, purpose })));

  test.for(pairs)('$role for $purpose: the compiled masks say what the policy decides', ({ role, purpose }) => {
    const { table } = compileMasks(role, purpose);
    for (const [bits, mask] of table.entries()) {
      const conditions: Conditions = {
        ASKED_NOT_TO_SHARE: (bits & 1) !== 0,
        OPEN_EPISODE: (bits & 2) !== 0,
        OWN_PLACEMENT: (bits & 4) !== 0,
        ADDRESS_PROTECTED: (bits & 8) !== 0,
        NAMED: (bits & 16) !== 0,
        BREAK_GLASS: (bits & 32) !== 0,
      };
      for (const fieldClass of fieldClasses) {
        const grant = decide(role, purpose, fieldClass, conditions);
        const shows = (own: boolean, level: 'summary' | 'full') =>
          ((own ? withOwn(mask) : mask) & neededBit(fieldClass, level)) !== 0n;
        expect([shows(false, 'summary'), shows(false, 'full'), shows(true, 'summary'), shows(true, 'full')]).toEqual(
          {
            none: [false, false, false, false],
            summary: [true, false, true, false],
            own: [false, false, true, true],
            full: [true, true, true, true],
          }[grant],
        );
      }
    }
  });

  test('the union holds every mask and the intersection is held by every mask', () => {
    for (const { role, purpose } of pairs) {
      const { table, union, intersection } = compileMasks(role, purpose);
      for (const mask of table) {
        expect(withOwn(mask) & ~union).toBe(0n);
        expect(intersection & ~mask).toBe(0n);
      }
    }
  });
});
