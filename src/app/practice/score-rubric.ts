import { z } from 'zod';
import { rubricScoring } from '../../domain/access.ts';
import { InvalidRequest, NotFound, VersionConflict } from '../../domain/errors.ts';
import { microsecondsOf } from '../../domain/instants.ts';
import { rubrics } from '../../domain/practice/rubrics.ts';
import { turnOf } from '../../domain/practice/scorer-turn.ts';
import type { PanelBody, ScoredKind } from '../../domain/practice/scorings.ts';
import type { Score } from '../../domain/practice/weighted-kappa.ts';
import type { Viewer } from '../../domain/viewer.ts';
import type { Pools } from '../../store/pools.ts';
import { insertScores } from '../../store/rubric-scores.ts';
import { inTransaction, type Transaction } from '../../store/transaction.ts';
import { permitted } from '../access/checks.ts';
import { once } from '../once.ts';
import { findScored, type Scored } from './find-scored.ts';
import { type RubricStanding, standingOf } from './rubric-standing.ts';

/** One item as somebody scores it, and where in the record it shows. */
export interface ItemScored {
  readonly item: string;
  readonly score: number;
  readonly evidence: string | null;
}

interface ScoredRecord {
  readonly kind: ScoredKind;
  readonly recordId: string;
}

export interface ScoreRubricInput extends ScoredRecord {
  readonly viewer: Viewer | null;
  /** Which body of the audit's panel they score for. */
  readonly body: PanelBody;
  readonly scores: readonly ItemScored[];
  /** When what the scorer read was known. */
  readonly expectedKnownAt: string;
  readonly idempotencyKey: string;
  /** The domain clock. */
  readonly now: string;
}

/**
 * Keeps what one person scored of a record: every item their turn asks for, none twice. Two score without knowing of
 * each other; a third scores where they are two or more apart.
 * @throws NotPermitted, InvalidRequest, NotFound, VersionConflict, KeyReused
 */
export type ScoreRubric = (input: ScoreRubricInput) => Promise<RubricStanding & { readonly repeated: boolean }>;

const kept = z.object({ recordId: z.string() });
const score = z.union([z.literal(0), z.literal(1), z.literal(2)]);
const uuid = z.uuid();

const scoreOf = ({ item, score: given, evidence }: ItemScored): Score => {
  const read = score.safeParse(given);
  if (!read.success) throw new InvalidRequest(`scores.${item}: 0 absent, 1 partial or 2 met`);
  const said = evidence?.trim() ?? '';
  if (read.data === 2 && said === '') throw new InvalidRequest(`scores.${item}: what is met says where it shows`);
  if (said.length > rubricScoring.longestEvidence) {
    throw new InvalidRequest(`scores.${item}: evidence of at most ${rubricScoring.longestEvidence} characters`);
  }
  return read.data;
};

const checkRecord = ({ kept: record }: Scored, { expectedKnownAt }: ScoreRubricInput): void => {
  if ('heldAt' in record.body && record.body.heldAt === null) {
    throw new InvalidRequest('id: only an interview or a meeting that was held is scored');
  }
  if (microsecondsOf(record.knownAt) > microsecondsOf(expectedKnownAt)) {
    throw new VersionConflict(`expectedKnownAt: a newer version of the record became known at ${record.knownAt}`);
  }
};

/** What is asked of the scorer is what they score, item by item. */
const checkTurn = ({ scoring }: Scored, { kind, scores }: ScoreRubricInput, person: string): void => {
  const all = rubrics[kind].items.map(({ code }) => code);
  const turn = turnOf(scoring, person, all);
  if ('none' in turn) {
    const why = { SCORED_BEFORE: 'you scored the record as it stands', SETTLED: 'two have scored it and agree' };
    throw new InvalidRequest(`scores: ${why[turn.none]}`);
  }
  const named = scores.map(({ item }) => item).toSorted();
  if (named.join() !== turn.items.toSorted().join()) {
    throw new InvalidRequest(`scores: each of ${turn.items.join(', ')} once, and nothing else`);
  }
};

const keep = async (tx: Transaction, viewer: Viewer, input: ScoreRubricInput, knownAt: string): Promise<void> => {
  const { kind, recordId, body, now } = input;
  const found = await findScored(tx, { viewer, kind, recordId, now });
  checkRecord(found, input);
  checkTurn(found, input, viewer.person);
  const version = found.kept.knownAt;
  await insertScores(
    tx,
    input.scores.map((one) => ({
      ...{ recordId, kind, version, scorer: viewer.person, body, knownAt },
      ...{ item: one.item, score: scoreOf(one), evidence: one.evidence?.trim() || null },
    })),
  );
};

/** The use case, given what it needs. */
export const scoreRubric =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ScoreRubric =>
  async (input) => {
    const { kind, recordId, body, scores, expectedKnownAt, idempotencyKey, now } = input;
    const viewer = permitted(input.viewer, rubricScoring.roles, 'rubricScoreSubmit');
    if (!uuid.safeParse(recordId).success) throw new NotFound('id: there is no such record, or none you may know of');
    const request = [JSON.stringify(['scoreRubric', viewer.person, kind, recordId, body, scores, expectedKnownAt])];
    const terms = { viewer, idempotencyKey, request, outcome: kept, field: 'scores' };
    const { repeated } = await once(pools, terms, async (tx, knownAt) => {
      await keep(tx, viewer, input, knownAt);
      return { recordId };
    });
    const found = await inTransaction(pools.ingest, (tx) => findScored(tx, { viewer, kind, recordId, now }));
    return { ...standingOf(found, kind, viewer.person), repeated };
  };

export interface ShowRubricInput extends ScoredRecord {
  readonly viewer: Viewer | null;
  readonly now: string;
}

/**
 * How the scoring of a record stands, as far as whoever scores may know.
 * @throws NotPermitted, NotFound
 */
export type ShowRubric = (input: ShowRubricInput) => Promise<RubricStanding>;

/** The use case, given what it needs. */
export const showRubric =
  ({ pools }: { readonly pools: Pick<Pools, 'ingest'> }): ShowRubric =>
  async ({ viewer: asking, kind, recordId, now }) => {
    const viewer = permitted(asking, rubricScoring.roles, 'rubric');
    const found = await inTransaction(pools.ingest, (tx) => findScored(tx, { viewer, kind, recordId, now }));
    return standingOf(found, kind, viewer.person);
  };
