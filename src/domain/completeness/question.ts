import { InvalidRequest } from '../errors.ts';

/** What a completeness report can be counted by. */
export const groupings = ['FORCE', 'AUTHORITY', 'UNIT', 'FIELD', 'WEEK', 'MONTH'] as const;
export type Grouping = (typeof groupings)[number];

/** First as first received and frozen; latest as the thread stands. */
export const receipts = ['FIRST', 'LATEST'] as const;
export type Receipt = (typeof receipts)[number];

/** Notifications whose thread was first received on one of these days, in England; both days are included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const mostDays = 3_660;

/** @throws InvalidRequest where the days are not a period a report can be asked for */
export const checkPeriod = ({ from, to }: Period): void => {
  if (to < from) throw new InvalidRequest('to: lies before `from`');
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (days > mostDays) throw new InvalidRequest(`from, to: a report covers at most ${mostDays} days`);
};
