import type { Answer, messageTypes } from '../model/notification.ts';

type MessageType = (typeof messageTypes)[number];
export type Answers = Readonly<Record<string, Answer>>;

/** What the conditions of the profile may look at: the case as it was known when the message came. */
export interface CaseFacts {
  readonly responsibleAuthority: string | null;
  readonly hostAuthority: string | null;
  readonly outOfArea: boolean | null;
  readonly riskGrade: string | null;
  readonly careStatus: string | null;
  /** Every type of message the thread holds so far, this one included. */
  readonly messageTypes: ReadonlySet<MessageType>;
  readonly identifierSchemeInForce: boolean;
  readonly answers: Answers;
}

/** A named condition: whether a requirement on these leaves applies to this case. */
export interface Condition {
  readonly title: string;
  holds(facts: CaseFacts, paths: readonly string[]): boolean;
}

const inCareOrPlan: ReadonlySet<string | null> = new Set(['LAC', 'CP_PLAN', 'CIN', 'EARLY_HELP']);

/** A field that was answered with a value, a restriction or something unreadable is a thing the force knows. */
const claims = (facts: CaseFacts, path: string): boolean => {
  const state = facts.answers[path]?.state;
  return state === 'PRESENT' || state === 'WITHHELD' || state === 'INVALID';
};

/** ★ The named conditions of the profile, in words and as predicates over the merged case. */
export const conditions = {
  ALWAYS: { title: 'always', holds: () => true },
  HOST_DIFFERS: {
    title: 'the child is missing from the area of another authority than the responsible one',
    holds: ({ hostAuthority, responsibleAuthority, outOfArea }) =>
      outOfArea === true ||
      (hostAuthority !== null && responsibleAuthority !== null && hostAuthority !== responsibleAuthority),
  },
  MEDIUM_OR_ABOVE: {
    title: 'the risk is graded medium or high',
    holds: ({ riskGrade }) => riskGrade === 'MEDIUM' || riskGrade === 'HIGH',
  },
  LOOKED_AFTER: { title: 'the child is looked after', holds: ({ careStatus }) => careStatus === 'LAC' },
  IN_CARE_OR_PLAN: {
    title: 'the child is looked after, on a child protection or child in need plan, or in early help',
    holds: ({ careStatus }) => inCareOrPlan.has(careStatus),
  },
  KNOWN: {
    title: 'the force knows of something to say',
    holds: (facts, paths) => paths.some((path) => claims(facts, path)),
  },
  FOUND_OR_RETURNED: {
    title: 'the child was found or has returned',
    holds: ({ messageTypes: sent }) => sent.has('FOUND') || sent.has('RETURNED') || sent.has('PREVENTION_DONE'),
  },
  RETURNED: {
    title: 'the child has returned',
    holds: ({ messageTypes: sent }) => sent.has('RETURNED') || sent.has('PREVENTION_DONE'),
  },
  IDENTIFIER_SCHEME_IN_FORCE: {
    title: 'the consistent identifier of section 16LC of the Children Act 2004 is in force',
    holds: ({ identifierSchemeInForce }) => identifierSchemeInForce,
  },
} as const satisfies Record<string, Condition>;

export type ConditionName = keyof typeof conditions;

/** Whether the named condition holds for these leaves of this case. */
export const holds = (name: ConditionName, facts: CaseFacts, paths: readonly string[]): boolean => {
  const condition: Condition = conditions[name];
  return condition.holds(facts, paths);
};
