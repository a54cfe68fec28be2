import { NotFound, NotPermitted } from '../../domain/errors.ts';
import { neededBit } from '../../domain/mask.ts';
import { rubrics } from '../../domain/practice/rubrics.ts';
import { type ScoredKind, type ScoreGiven, type Scoring, scoringOf } from '../../domain/practice/scorings.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { findChildMask } from '../../store/child-mask.ts';
import { findKept, type KeptRecord } from '../../store/kept-records.ts';
import { findEnterers, findScores } from '../../store/rubric-scores.ts';
import type { Transaction } from '../../store/transaction.ts';

/** A record somebody is to score, and how its scoring stands. */
export interface Scored {
  readonly kept: KeptRecord<ScoredKind>;
  readonly mask: bigint;
  readonly given: readonly ScoreGiven[];
  /** Of the record as it now stands. */
  readonly scoring: Scoring | null;
}

/** Which record, for whom. */
export interface WhichScored {
  readonly viewer: Viewer;
  readonly kind: ScoredKind;
  readonly recordId: string;
  readonly now: string;
}

/**
 * A record as whoever scores it reads it: in full, of a case they were given, and none of their own making.
 * @throws NotFound, NotPermitted
 */
export const findScored = async (tx: Transaction, { viewer, kind, recordId, now }: WhichScored): Promise<Scored> => {
  const kept = await findKept(tx, kind, recordId);
  const mask = kept ? await findChildMask(tx, viewer, kept.childId, now) : null;
  const { needs } = rubrics[kind];
  if (!kept || mask === null || (mask & neededBit(needs, 'summary')) === 0n) {
    throw new NotFound('id: there is no such record, or none you may know of');
  }
  if ((mask & neededBit(needs, 'full')) === 0n) {
    throw new NotPermitted('id: only who was given the case to read in full scores it');
  }
  const enterers = await findEnterers(tx, kind, recordId);
  if (kept.organisation === viewer.organisation || enterers.includes(viewer.person)) {
    throw new NotPermitted('id: nobody scores their own work');
  }
  const given = (await findScores(tx, kind, recordId)).filter(({ version }) => version === kept.knownAt);
  return { kept, mask, given, scoring: scoringOf(given) };
};
