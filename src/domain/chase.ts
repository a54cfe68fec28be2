/** Whom a step of a chase is told to. */
type Recipient = 'FORCE' | 'RESPONSIBLE_AUTHORITY' | 'PARTNERSHIP';

/** One thing done about a question that is still open. */
interface ChaseStep {
  /** Stable word; a step is taken once. */
  readonly step: 'REMINDER' | 'LAST_REMINDER' | 'OVERDUE' | 'STILL_OVERDUE';
  /** Hours from the deadline: before it where negative. A reminder is not given once the deadline is over. */
  readonly hours: number;
  readonly to: readonly Recipient[];
  readonly why: string;
}

/** By when a force is to answer, and what happens until it does. */
interface ChaseTerms {
  readonly title: string;
  /** From the moment the question is put, day and night. */
  readonly hours: number;
  readonly why: string;
  readonly steps: readonly ChaseStep[];
}

/** ★ By how grave the force says the risk is: when an answer is due, who is reminded, and who is told it did not come. */
export const chaseTerms = {
  HIGH: {
    title: 'high risk',
    hours: 4,
    why: 'A child at high risk is looked for at once and a strategy meeting may be called the same day',
    steps: [
      { step: 'REMINDER', hours: -2, to: ['FORCE'], why: 'Half the time is left' },
      { step: 'LAST_REMINDER', hours: -1, to: ['FORCE'], why: 'One hour is left' },
      {
        step: 'OVERDUE',
        hours: 0,
        to: ['FORCE', 'RESPONSIBLE_AUTHORITY'],
        why: 'The authority is planning without the answer and must know that it is',
      },
      {
        step: 'STILL_OVERDUE',
        hours: 8,
        to: ['FORCE', 'RESPONSIBLE_AUTHORITY', 'PARTNERSHIP'],
        why: 'A shift has gone by; the partnership answers for how its members share',
      },
    ],
  },
  MEDIUM: {
    title: 'medium risk, or no grade',
    hours: 24,
    why: 'Within a day the next shift of the force and the duty team of the authority have both seen it; a child nobody has graded is not a child at low risk',
    steps: [
      { step: 'REMINDER', hours: -12, to: ['FORCE'], why: 'Half the time is left: the next shift has begun' },
      { step: 'LAST_REMINDER', hours: -4, to: ['FORCE'], why: 'Time enough to ask a family the same day' },
      {
        step: 'OVERDUE',
        hours: 0,
        to: ['FORCE', 'RESPONSIBLE_AUTHORITY'],
        why: 'The authority is planning without the answer and must know that it is',
      },
      {
        step: 'STILL_OVERDUE',
        hours: 48,
        to: ['FORCE', 'RESPONSIBLE_AUTHORITY', 'PARTNERSHIP'],
        why: 'The return interview is due within 72 hours and is prepared from the notification',
      },
    ],
  },
  LOWER: {
    title: 'low, very low or no apparent risk, and "absent" of 2013 to 2017',
    hours: 72,
    why: 'The return interview is due within 72 hours and is prepared from the notification',
    steps: [
      { step: 'REMINDER', hours: -48, to: ['FORCE'], why: 'A day has gone by' },
      { step: 'LAST_REMINDER', hours: -12, to: ['FORCE'], why: 'The last working day is left' },
      {
        step: 'OVERDUE',
        hours: 0,
        to: ['FORCE', 'RESPONSIBLE_AUTHORITY'],
        why: 'The authority is planning without the answer and must know that it is',
      },
      {
        step: 'STILL_OVERDUE',
        hours: 96,
        to: ['FORCE', 'RESPONSIBLE_AUTHORITY', 'PARTNERSHIP'],
        why: 'A week has gone by since the question was put',
      },
    ],
  },
} as const satisfies Record<string, ChaseTerms>;

/** ★ In how many incidents a unit leaves a question unanswered in time before it counts as asked again and again. */
export const repeatedFrom = 3;

export type Urgency = keyof typeof chaseTerms;

/** Every urgency, the gravest first. */
export const urgencies: readonly Urgency[] = ['HIGH', 'MEDIUM', 'LOWER'];

const lower: ReadonlySet<string> = new Set(['LOW', 'VERY_LOW', 'NO_APPARENT_RISK', 'ABSENT_2013']);

/** How urgently an answer is needed where the risk was graded so, or not at all. */
export const urgencyOf = (riskGrade: string | null): Urgency => {
  if (riskGrade === 'HIGH') return 'HIGH';
  return riskGrade !== null && lower.has(riskGrade) ? 'LOWER' : 'MEDIUM';
};

/** The terms in one list, a row a step. */
export const chaseSteps: readonly (ChaseStep & { readonly urgency: Urgency })[] = urgencies.flatMap((urgency) =>
  chaseTerms[urgency].steps.map((step) => ({ ...step, urgency })),
);
