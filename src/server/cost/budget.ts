import type { Viewer } from '../../domain/viewer.ts';

/** What every spender may spend, and how many are remembered. */
export interface BudgetTerms {
  readonly perMinute: number;
  readonly spenders: number;
}

export type Spent = { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number };

/** A budget of points for every person of an organisation. */
export interface Budget {
  /** Takes points, or says in how many seconds there will be enough. `at` is in milliseconds of system time. */
  spend(viewer: Viewer, points: number, at: number): Spent;
}

/** A budget, and the milliseconds of system time by which it fills. */
export interface Spending {
  readonly budget: Budget;
  readonly systemNow: () => number;
}

interface Purse {
  points: number;
  at: number;
}

const minute = 60_000;

/**
 * A token bucket for each (organisation, person): full at first, filled again evenly over a minute. Holds as many as
 * `terms.spenders`; a spender who is forgotten begins anew, so only more callers than that can spend more.
 */
export const newBudget = ({ perMinute, spenders }: BudgetTerms): Budget => {
  const purses = new Map<string, Purse>();
  const purseOf = (key: string, at: number): Purse => {
    const purse = purses.get(key) ?? { points: perMinute, at };
    purses.delete(key);
    purses.set(key, purse);
    const oldest = purses.keys().next();
    if (purses.size > spenders && !oldest.done) purses.delete(oldest.value);
    return purse;
  };
  return {
    spend: ({ organisation, person }, points, at) => {
      const purse = purseOf(JSON.stringify([organisation, person]), at);
      // A system clock that was set back gives nothing and takes nothing.
      const gained = (Math.max(0, at - purse.at) * perMinute) / minute;
      purse.points = Math.min(perMinute, purse.points + gained);
      purse.at = at;
      const lacking = Math.min(points, perMinute) - purse.points;
      if (lacking > 0) return { ok: false, retryAfterSeconds: Math.ceil((lacking / perMinute) * 60) };
      purse.points -= points;
      return { ok: true };
    },
  };
};
