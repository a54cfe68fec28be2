import type { riskFactorCodes } from '../model/risk-indicator.ts';

/** One stage of Resolving Professional Differences: who talks with whom, and for how long. */
export interface EscalationStage {
  readonly stage: number;
  readonly between: string;
  readonly workingDays: number;
}

/** What an authority decided about clocks and thresholds, for a time. */
export interface PolicyPack {
  readonly version: string;
  /** GSS code, or null for every authority without a pack of its own. */
  readonly authority: string | null;
  readonly from: string;
  /** First day it is no longer in force. */
  readonly to: string | null;
  /** T2: so many absences in so many days, the day of the last one included. */
  readonly repeat: { readonly episodes: number; readonly days: number };
  /** T3 and T6: an absence longer than this many hours. */
  readonly longHours: number;
  /** T6: a looked-after child younger than this. */
  readonly youngUnder: number;
  /** T4: factors that say a child is or may be exploited. */
  readonly exploitation: readonly (typeof riskFactorCodes)[number][];
  /** Elapsed hours from the return to the interview. */
  readonly interviewHours: number;
  /** Elapsed hours from the return to an interview's result crossing the border. */
  readonly resultHours: number;
  readonly meetingWorkingDays: number;
  readonly minutesWorkingDays: number;
  /** Working days in which reviewing officer, chair and other professionals are told, and answer. */
  readonly tellWorkingDays: number;
  /** Days after an interview by which its difference is reviewed. */
  readonly reviewDays: number;
  readonly escalation: readonly EscalationStage[];
  /** Days the authority is closed beside weekends and the bank holidays of England and Wales. */
  readonly closedOn: readonly string[];
}

const everywhere: PolicyPack = {
  version: '2013.1',
  authority: null,
  from: '2013-04-01',
  to: null,
  repeat: { episodes: 3, days: 30 },
  longHours: 24,
  youngUnder: 13,
  exploitation: ['11A', '12A', '13A', '24A'],
  interviewHours: 72,
  resultHours: 72,
  meetingWorkingDays: 5,
  minutesWorkingDays: 5,
  tellWorkingDays: 1,
  reviewDays: 30,
  escalation: [
    { stage: 1, between: 'practitioners', workingDays: 1 },
    { stage: 2, between: 'line managers', workingDays: 2 },
    { stage: 3, between: 'senior or named leads', workingDays: 5 },
    { stage: 4, between: 'statutory leads of the partnership', workingDays: 10 },
  ],
  closedOn: [],
};

/** ★ The packs of all authorities. One that is changed is ended and a new one written beneath: old verdicts stay. */
export const policyPacks: readonly PolicyPack[] = [everywhere];

/** The pack of an authority on the day something happened, whenever that is asked. */
export const packAt = (
  authority: string | null,
  day: string,
  packs: readonly PolicyPack[] = policyPacks,
): PolicyPack => {
  const inForce = packs.filter(({ from, to }) => from <= day && (to === null || day < to));
  return (
    inForce.findLast((pack) => authority !== null && pack.authority === authority) ??
    inForce.findLast((pack) => pack.authority === null) ??
    packs.find((pack) => pack.authority === null) ??
    everywhere
  );
};
