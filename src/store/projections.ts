import { z } from 'zod';
import { londonDay } from '../domain/dates.ts';
import type {
  ChildProjection,
  EpisodeProjection,
  FieldMasks,
  Merged,
  NotificationScore,
  Reach,
} from '../domain/projection.ts';
import { toRow } from './columns.ts';
import { isoInstant, select, type Transaction } from './transaction.ts';
import type { Row, VersionedTable } from './versions.ts';

const projected = { ignored: [], superseding: '' } as const;

/** One merged view of a child per known interval. */
export const childViews: VersionedTable = { name: 'child_view', id: 'child_id', owner: 'child_id', ...projected };
/** One merged view of an episode per known interval. */
export const episodes: VersionedTable = { name: 'episode', id: 'episode_id', owner: 'child_id', ...projected };
/** What the profile found in a notification, per known interval. */
export const assessments: VersionedTable = {
  ...{ name: 'assessment', id: 'notification_id', owner: 'child_id' },
  ...projected,
};

/** What a notification was first found to be; frozen at its first receipt. */
export interface FirstAssessment {
  readonly knownAt: string;
  readonly receivedAt: string;
  readonly profileVersion: string;
  readonly complete: boolean;
  readonly score: number;
  readonly seedScore: number | null;
  readonly masks: FieldMasks;
}

/** What a score is where it is the first of its notification. */
export const firstOf = (score: NotificationScore, knownAt: string): FirstAssessment => {
  const { receivedAt, profileVersion, complete, score: share, seedScore, masks } = score;
  return { knownAt, receivedAt, profileVersion, complete, score: share, seedScore, masks };
};

const mergedRow = ({ values, absences, provenance, conflicts }: Merged): Row => ({
  ...toRow(values),
  ...{ absences, provenance, conflicts },
});

/** A child's view as its table holds it. */
export const viewRow = ({ childId, flags, view }: ChildProjection): Row => ({
  ...mergedRow(view),
  child_id: childId,
  flags,
});

/** An episode as its table holds it. */
export const episodeRow = (childId: string, episode: EpisodeProjection): Row => ({
  ...mergedRow(episode),
  episode_id: episode.episodeId,
  child_id: childId,
  status: episode.status,
  sources: episode.sources,
  attached_ids: episode.attachedIds,
});

const maskColumns = {
  applies: 'applies',
  required: 'required',
  passes: 'passes',
  notKnown: 'not_known',
  declined: 'declined',
  notApplicable: 'not_applicable',
  missing: 'missing',
  invalid: 'invalid',
  withheld: 'withheld',
} as const satisfies Record<keyof FieldMasks, string>;
const maskNames = Object.keys(maskColumns).filter((name): name is keyof FieldMasks => name in maskColumns);

const maskRow = (prefix: 'first' | 'latest', masks: FieldMasks): Row =>
  Object.fromEntries(maskNames.map((name) => [`${prefix}_${maskColumns[name]}`, masks[name]]));

/** An assessment as its table holds it. */
export const assessmentRow = (
  childId: string,
  notificationId: string,
  { profileVersion, complete, score, seedScore, gaps, organisation, unit, authority, ...said }: NotificationScore,
  first: FirstAssessment,
): Row => ({
  ...{ notification_id: notificationId, child_id: childId, profile_version: profileVersion },
  ...{ complete, score, seed_score: seedScore, gaps, organisation, unit, authority },
  opens_thread: said.opensThread,
  received_at: first.receivedAt,
  received_on: londonDay(first.receivedAt),
  first_known_at: first.knownAt,
  first_profile_version: first.profileVersion,
  first_complete: first.complete,
  first_score: first.score,
  first_seed_score: first.seedScore,
  latest_profile_version: said.thread.profileVersion,
  latest_complete: said.thread.complete,
  completed_at: said.thread.completedAt,
  ...maskRow('first', first.masks),
  ...maskRow('latest', said.thread.masks),
});

const mask = z.string().transform(Number);

const firstRow = z.object({
  id: z.string(),
  knownAt: z.string(),
  receivedAt: z.string(),
  profileVersion: z.string(),
  complete: z.boolean(),
  score: z.number(),
  seedScore: z.number().nullable(),
  masks: z.object({
    ...{ applies: mask, required: mask, passes: mask, notKnown: mask, declined: mask },
    ...{ notApplicable: mask, missing: mask, invalid: mask, withheld: mask },
  }),
});

const masksJson = maskNames.map((name) => `'${name}', first_${maskColumns[name]}::text`).join(', ');

/** What the notifications were first found to be; those never assessed are left out. */
export const findFirstAssessments = async (
  tx: Transaction,
  notificationIds: readonly string[],
): Promise<ReadonlyMap<string, FirstAssessment>> => {
  const rows = await select(
    tx,
    firstRow,
    `select distinct on (notification_id) notification_id id, ${isoInstant('first_known_at')} "knownAt",
       ${isoInstant('received_at')} "receivedAt", first_profile_version "profileVersion", first_complete complete,
       first_score score, first_seed_score "seedScore", json_build_object(${masksJson}) masks
     from assessment where notification_id = any($1::uuid[]) order by notification_id, known_from`,
    [notificationIds],
  );
  return new Map(rows.map(({ id, ...first }) => [id, first]));
};

const statusRow = z.object({ id: z.string(), status: z.string() });

/** The present status of these episodes; unknown ones are left out. */
export const findEpisodeStatuses = async (
  tx: Transaction,
  episodeIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const sql = `select episode_id id, status from episode where episode_id = any($1::uuid[]) and known_to = 'infinity'`;
  return new Map((await select(tx, statusRow, sql, [episodeIds])).map(({ id, status }) => [id, status]));
};

/** A child's relationships, for its row of `reach`. */
export interface ChildReach extends Reach {
  readonly childId: string;
}

const reachSet = `select g.organisation, g.person, g."childId" child_id, g.bits, g.until, g.reason
  from jsonb_to_recordset($1::jsonb) g
    (organisation text, person text, "childId" uuid, bits int, until timestamptz, reason text)`;

/** Makes the given relationships the only ones of these children. */
export const replaceReach = async (
  tx: Transaction,
  childIds: readonly string[],
  reach: readonly ChildReach[],
): Promise<void> => {
  const values = [JSON.stringify(reach)];
  await tx.query(
    `delete from reach r where child_id = any($2::uuid[]) and not exists (select 1 from (${reachSet}) g
       where (g.organisation, g.child_id, g.person, g.reason) = (r.organisation, r.child_id, r.person, r.reason))`,
    [...values, childIds],
  );
  await tx.query(
    `insert into reach (organisation, person, child_id, bits, until, reason) ${reachSet}
     on conflict (organisation, child_id, person, reason) do update set bits = excluded.bits, until = excluded.until
     where (reach.bits, reach.until) is distinct from (excluded.bits, excluded.until)`,
    values,
  );
};

const childRow = z.object({ child: z.string() });

/** The children whose stored relationships are not the given ones. */
export const diffReach = async (
  tx: Transaction,
  childIds: readonly string[],
  reach: readonly ChildReach[],
): Promise<readonly string[]> => {
  const stored = `select organisation, person, child_id, bits, until, reason from reach
    where child_id = any($2::uuid[])`;
  const sql = `select distinct child_id::text child from (
    ((${stored}) except (${reachSet})) union all ((${reachSet}) except (${stored}))) d order by 1`;
  return (await select(tx, childRow, sql, [JSON.stringify(reach), childIds])).map(({ child }) => child);
};
