import { findOrganisation, organisations } from './organisations.ts';
import { compareText } from './precedence.ts';
import {
  type ChildFacts,
  conditionBits,
  type EpisodeProjection,
  type FactsByKind,
  type Grant,
  type Reach,
  relationshipBits,
  restrictionBits,
} from './projection.ts';
import { enrolledSchools, supportingEarlyHelp, treatingBodies } from './record-ties.ts';
import { declaredKin, namedList } from './restrictions.ts';
import {
  type Case,
  caseHoldingAuthorities,
  involved,
  laterEnd,
  namedHosts,
  namedResponsible,
  notifyingForces,
  recordedProviders,
  type Tie,
  worker,
} from './ties.ts';

const { OWN_PLACEMENT, NAMED, BREAK_GLASS } = conditionBits;
const {
  POLICE,
  RESPONSIBLE,
  HOST,
  SCHOOL,
  HEALTH,
  EARLY_HELP,
  PROVIDER,
  OVERSIGHT,
  INTERVIEWER,
  AUDITABLE,
  AUDIT_CASE,
  FIRST_CONTACT,
} = relationshipBits;

/** One way of coming to a relationship with a child. Rules run in order; each sees the reach of those before it. */
export interface ReachRule {
  readonly reason: string;
  readonly title: string;
  /** A tie to one worker is NAMED whatever the rule. */
  readonly bits: number;
  readonly from: (input: Case, reached: readonly Reach[]) => readonly Tie[];
}

const opened =
  (kind: Grant['kind']) =>
  ({ grants }: Case): readonly Tie[] =>
    grants.filter((grant) => grant.kind === kind);

const partnershipsOf = (reached: readonly Reach[]): readonly Tie[] => {
  const responsible = new Set(
    reached.filter(({ bits }) => (bits & RESPONSIBLE) !== 0).map(({ organisation }) => organisation),
  );
  return organisations
    .filter(({ agency, authority }) => agency === 'partnership' && authority !== null && responsible.has(authority))
    .map(({ code }) => ({ organisation: code, until: 'infinity' }));
};

/**
 * ★ Which fact gives whom a relationship to a child, and until when. There is no rule for declared kin: nobody
 * reaches a child by being family. Organisations this hub does not serve reach nobody.
 */
export const reachRules: readonly ReachRule[] = [
  {
    reason: 'POLICE_NOTIFICATION',
    title: 'The force sent a notification: while an absence it notified is open, else for 365 days after its last one',
    bits: POLICE,
    from: notifyingForces,
  },
  {
    reason: 'RESPONSIBLE_BY_CASE',
    title: 'The authority records a placement, an absence or a plan: while it is open, else for 365 days after',
    bits: RESPONSIBLE,
    from: caseHoldingAuthorities,
  },
  {
    reason: 'RESPONSIBLE_BY_NAME',
    title: 'A source names the authority as responsible: while it places the child, else for 365 days after',
    bits: RESPONSIBLE,
    from: namedResponsible,
  },
  {
    reason: 'HOST_BY_NAME',
    title: 'A source names the authority as the one the child is placed in: for 90 days after',
    bits: HOST,
    from: namedHosts,
  },
  {
    reason: 'HOST_INVOLVEMENT',
    title: 'The child is placed in the area of the authority, until the placement there ends',
    bits: HOST,
    from: involved('HOST_AUTHORITY'),
  },
  {
    reason: 'SCHOOL_INVOLVEMENT',
    title: 'The child is on the roll of the school',
    bits: SCHOOL,
    from: involved('SCHOOL'),
  },
  {
    reason: 'SCHOOL_ENROLMENT',
    title: 'The school, or an authority, records the child on the roll of the school, until the child leaves',
    bits: SCHOOL,
    from: enrolledSchools,
  },
  {
    reason: 'HEALTH_INVOLVEMENT',
    title: 'The child is in the care of the health body, and for 72 hours after',
    bits: HEALTH,
    from: involved('HEALTH', 72),
  },
  {
    reason: 'HEALTH_ENCOUNTER',
    title: 'The health body records that it sees the child, and for 72 hours after; an open stay lapses in 30 days',
    bits: HEALTH,
    from: treatingBodies,
  },
  {
    reason: 'EARLY_HELP_INVOLVEMENT',
    title: 'Early help has an open episode or plan for the child',
    bits: EARLY_HELP,
    from: involved('EARLY_HELP'),
  },
  {
    reason: 'EARLY_HELP_PLAN',
    title: 'Early help records an open episode or plan of its own',
    bits: EARLY_HELP,
    from: supportingEarlyHelp,
  },
  {
    reason: 'PROVIDER_INVOLVEMENT',
    title: 'The child lives with the placement provider',
    bits: PROVIDER | OWN_PLACEMENT,
    from: involved('PLACEMENT_PROVIDER'),
  },
  {
    reason: 'PROVIDER_BY_PLACEMENT',
    title: 'The placement record bears the registration number of the provider',
    bits: PROVIDER | OWN_PLACEMENT,
    from: recordedProviders,
  },
  {
    reason: 'REVIEWING_OFFICER',
    title: 'The worker is the reviewing officer of the child',
    bits: OVERSIGHT | NAMED,
    from: worker('REVIEWING_OFFICER'),
  },
  {
    reason: 'INTERVIEW_WORKER',
    title: 'The worker holds return interviews with the child',
    bits: INTERVIEWER | NAMED,
    from: worker('INTERVIEW_WORKER'),
  },
  {
    reason: 'BORDER_INTERVIEW',
    title:
      'The worker took on a return interview for the authority responsible: until its result is accepted or it ends',
    bits: INTERVIEWER | NAMED,
    from: opened('BORDER_INTERVIEW'),
  },
  {
    reason: 'SOCIAL_WORKER',
    title: 'The worker is the social worker of the child',
    bits: RESPONSIBLE | NAMED,
    from: worker('SOCIAL_WORKER'),
  },
  {
    reason: 'PARTNERSHIP_AUDIT',
    title: 'The authority of the partnership is or was responsible for the child',
    bits: AUDITABLE,
    from: (_input, reached) => partnershipsOf(reached),
  },
  {
    reason: 'AUDIT_CASE',
    title: 'The child is a case of an approved audit, for the auditor named, as long as approved',
    bits: AUDIT_CASE,
    from: opened('AUDIT_CASE'),
  },
  {
    reason: 'FIRST_CONTACT',
    title: 'A duty team or an emergency department met the child and said why it asks: for 24 hours',
    bits: FIRST_CONTACT,
    from: opened('FIRST_CONTACT'),
  },
  {
    reason: 'BREAK_GLASS',
    title: 'The worker broke the glass and said why: for 60 minutes, reviewed in two working days',
    bits: BREAK_GLASS,
    from: opened('BREAK_GLASS'),
  },
];

const rowsOf = ({ reason, bits }: ReachRule, ties: readonly Tie[]): readonly Reach[] =>
  ties
    .filter(({ organisation }) => findOrganisation(organisation) !== undefined)
    .map(({ organisation, person, until }) => ({
      organisation,
      person: person ?? '',
      bits: (person ?? null) === null ? bits : bits | NAMED,
      until,
      reason,
    }));

const keyOf = ({ organisation, person, reason }: Reach): string => JSON.stringify([organisation, person, reason]);

const withoutRepeats = (rows: readonly Reach[]): readonly Reach[] => {
  const latest = new Map<string, Reach>();
  for (const row of rows) {
    const known = latest.get(keyOf(row));
    latest.set(keyOf(row), known === undefined ? row : { ...row, until: laterEnd(known.until, row.until) });
  }
  return [...latest.values()];
};

const byName = (a: Reach, b: Reach): number =>
  compareText(a.organisation, b.organisation) || compareText(a.person, b.person) || compareText(a.reason, b.reason);

/**
 * ★ What a restriction leaves of everyone's reach. Of a restricted record the workers on its list keep what their
 * organisations have, and nobody else anything. Declared kin is blocked, beside whatever else gives a relationship.
 */
const restrict = (facts: FactsByKind, reached: readonly Reach[]): readonly Reach[] => {
  const list = namedList(facts);
  const kin = declaredKin(facts).filter(({ organisation }) => findOrganisation(organisation) !== undefined);
  const kept =
    list === null
      ? reached
      : reached.flatMap((row) =>
          list
            .filter(
              ({ organisation, person }) => organisation === row.organisation && ['', person].includes(row.person),
            )
            .map(({ person }) => ({ ...row, person, bits: row.bits | NAMED })),
        );
  const blocks = kin.map((worker) => ({
    ...worker,
    ...{ bits: restrictionBits.BLOCKED, until: 'infinity', reason: 'KIN_DECLARED' },
  }));
  return [...kept, ...withoutRepeats(blocks)];
};

/** Everyone with a relationship to a child by any rule, each reason once with its latest end. */
export const deriveReach = (
  { facts, grants }: ChildFacts,
  episodes: readonly EpisodeProjection[],
): readonly Reach[] => {
  const reached: Reach[] = [];
  const input = { facts, episodes, grants };
  for (const rule of reachRules) reached.push(...withoutRepeats(rowsOf(rule, rule.from(input, reached))));
  return withoutRepeats(restrict(facts, reached)).toSorted(byName);
};
