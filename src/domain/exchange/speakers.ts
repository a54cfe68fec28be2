import type { Role } from '../policy.ts';
import type { ExchangeKind } from './messages/index.ts';
import { isForce } from './values.ts';

const performers = ['interview-worker', 'duty-team', 'host-authority'] as const;
const askers = ['social-worker', 'duty-team'] as const;
const hosts = ['duty-team', 'host-authority', 'social-worker'] as const;
const all = ['social-worker', 'duty-team', 'interview-worker', 'host-authority'] as const;
const andForce = [...all, 'police-missing-coordinator'] as const;

/** ★ Who of an authority may send which message to another. */
export const speakers: Readonly<Record<ExchangeKind, readonly Role[]>> = {
  PLACEMENT_NOTICE: askers,
  MISSING_ALERT: hosts,
  RETURN_NOTICE: hosts,
  RHI_REQUEST: askers,
  RHI_ACCEPT: performers,
  RHI_DECLINE: performers,
  RHI_STATUS: performers,
  RHI_RESULT: performers,
  RESULT_COPY: performers,
  SAFEGUARD_NOW: all,
  ACKNOWLEDGE: andForce,
  RESULT_ACK: askers,
  RESULT_QUERY: all,
  RESULT_ANSWER: all,
  CORRECT: all,
  RECALL: all,
  ESCALATE: ['duty-team'],
};

/** ★ Who of an authority sees what is due between it and others, and may say which child a message is about. */
export const exchangeReaders: readonly Role[] = andForce;

/** ★ Who takes on themselves the interview they accept; anybody else who accepts names the worker. */
export const interviewers: readonly Role[] = ['interview-worker'];

/** ★ What a police force may be told across the border; it is asked for nothing, and tells its own force’s hub. */
const toldToForces: readonly ExchangeKind[] = ['RESULT_COPY', 'SAFEGUARD_NOW'];

/** Whether two partners may be the sides of a conversation that a message of a kind begins. */
export const maySpeak = (kind: ExchangeKind, opener: string, other: string): boolean =>
  !isForce(opener) && (!isForce(other) || toldToForces.includes(kind));
