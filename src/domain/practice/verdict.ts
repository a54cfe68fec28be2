/** MET and UNMET are decided; OPEN waits for a clock or for the child to come back; UNKNOWN is never guessed. */
export const outcomes = ['MET', 'UNMET', 'UNKNOWN', 'NOT_APPLICABLE', 'OPEN'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a rule finds, why, and when it comes out otherwise although nothing is written. */
export interface Verdict {
  readonly outcome: Outcome;
  /** One plain sentence without anything of the child. */
  readonly explanation: string;
  /** The last instant at which the outcome holds; only of an OPEN one that waits for a clock. */
  readonly flipsAt?: string;
  readonly flipsTo?: Outcome;
}

export const met = (explanation: string): Verdict => ({ outcome: 'MET', explanation });
export const unmet = (explanation: string): Verdict => ({ outcome: 'UNMET', explanation });
export const unknown = (explanation: string): Verdict => ({ outcome: 'UNKNOWN', explanation });
export const notApplicable = (explanation: string): Verdict => ({ outcome: 'NOT_APPLICABLE', explanation });

/** Not decided yet and no clock runs: the child is away. */
export const stillMissing: Verdict = { outcome: 'OPEN', explanation: 'The child is still missing' };

/** Not done, and there is time until the instant. */
export const within = (flipsAt: string, explanation: string, flipsTo: Outcome = 'UNMET'): Verdict => ({
  ...{ outcome: 'OPEN', explanation, flipsAt, flipsTo },
});

/** MET where it holds. */
export const whether = (holds: boolean, ifMet: string, ifUnmet: string): Verdict =>
  holds ? met(ifMet) : unmet(ifUnmet);
