import { z } from 'zod';
import { groupBy } from '../domain/group-by.ts';
import { neededBit } from '../domain/mask.ts';
import type { RecordBody } from '../domain/model/kinds.ts';
import {
  type CaseEpisode,
  type CaseRecord,
  type CaseRecords,
  type ChildCase,
  type PracticeKind,
  type PracticePeriod,
  practiceKinds,
} from '../domain/practice/child-case.ts';
import type { Viewer } from '../domain/viewer.ts';
import { asZulu, bodyOf, factTable } from './columns.ts';
import { reachedChildren, viewerValues } from './request-reading.ts';
import { isoInstant, select, selectPrepared, type Transaction } from './transaction.ts';

/** Whose cases: those a viewer reaches, or, for whoever runs the hub, all. */
export type CaseReader = { readonly viewer: Viewer; readonly now: string } | 'OPERATOR';

export interface CasePage extends PracticePeriod {
  /** GSS code of the responsible authority; null for every one. */
  readonly authority: string | null;
  /** The child after which the page starts. */
  readonly after: string | null;
  readonly limit: number;
}

const reachedRow = z.object({ childId: z.string(), mask: z.string() });

/** A child whose case is read, and the reader's mask of it. */
export interface ReachedCase {
  readonly childId: string;
  readonly mask: bigint;
}

const seesEpisodes = neededBit('EP', 'summary').toString();

// Whoever runs the hub reads without a viewer: every child, the same six places unused.
const everyChild = `(select child_id, -1::int8 m from child_view where known_to = 'infinity' and $1::text is null
  and $2::text is null and $3::timestamptz is null and $4::text is null and $5::text is null and $6::int is null)`;

const pageOf = (children: string) => `select c.child_id::text "childId", c.m::text mask
  from ${children} c join child_view v on v.child_id = c.child_id and v.known_to = 'infinity'
  where c.m & $7 <> 0 and ($8::text is null or v.responsible_authority = $8)
    and ($9::uuid is null or c.child_id > $9)
    and exists (select 1 from episode e where e.child_id = c.child_id and e.known_to = 'infinity'
      and e.status <> 'CANCELLED' and e.started_on between $10::date and $11::date)
  order by c.child_id limit $12`;

/** Children with an absence that began in the period, as far as the reader reaches them, in order of id. */
export const listCases = async (
  tx: Transaction,
  reader: CaseReader,
  { from, to, authority, after, limit }: CasePage,
): Promise<readonly ReachedCase[]> => {
  const [children, values] =
    reader === 'OPERATOR'
      ? [everyChild, [null, null, null, null, null, null]]
      : [reachedChildren, viewerValues(reader.viewer, reader.now)];
  const asked = [...values, seesEpisodes, authority, after, from, to, limit];
  const rows = await select(tx, reachedRow, pageOf(children), asked);
  return rows.map(({ childId, mask }) => ({ childId, mask: BigInt(mask) }));
};

const childRow = z.object({
  childId: z.string(),
  birth: z.object({ earliest: z.string(), latest: z.string() }).nullable(),
  careStatus: z.string().nullable(),
  responsibleAuthority: z.string().nullable(),
  sexualExploitation: z.string().nullable(),
  criminalExploitation: z.string().nullable(),
  trafficking: z.string().nullable(),
  organisations: z.int(),
});

const childrenSql = `select child_id::text "childId",
    case when birth_earliest is not null and birth_latest is not null
      then json_build_object('earliest', birth_earliest, 'latest', birth_latest) end birth,
    care_status "careStatus", responsible_authority "responsibleAuthority", sexual_exploitation "sexualExploitation",
    criminal_exploitation "criminalExploitation", trafficking,
    (select count(distinct organisation)::int from person p where p.child_id = v.child_id and p.known_to = 'infinity') organisations
  from child_view v where child_id = any($1::uuid[]) and known_to = 'infinity' order by 1`;

const texts = z
  .array(z.string())
  .nullable()
  .transform((list) => list ?? []);
const text = z.string().nullable();

const episodeRow = z.object({
  childId: z.string(),
  id: z.string(),
  status: z.enum(['OPEN', 'ENDED', 'CANCELLED']),
  ...{ category: text, startedOn: text, startedAt: text, endedOn: text, endedAt: text, reportedAt: text },
  ...{ returnedAt: text, riskGrade: text, preventionInterviewAt: text },
  preventionInterviewDone: z.boolean().nullable(),
  ...{ harm: texts, reasons: texts },
  attachedIds: z.array(z.string()),
});
type EpisodeRow = z.infer<typeof episodeRow>;

const episodesSql = `select child_id::text "childId", episode_id::text id, status, category,
    started_on::text "startedOn", ${isoInstant('started_at')} "startedAt", ended_on::text "endedOn",
    ${isoInstant('ended_at')} "endedAt", ${isoInstant('reported_at')} "reportedAt",
    ${isoInstant('returned_at')} "returnedAt", risk_grade "riskGrade",
    prevention_interview_done "preventionInterviewDone", ${isoInstant('prevention_interview_at')} "preventionInterviewAt",
    harm, reasons, attached_ids::text[] "attachedIds"
  from episode where child_id = any($1::uuid[]) and known_to = 'infinity' and status <> 'CANCELLED'
  order by 1, started_on nulls first, started_at nulls first, episode_id`;

const notificationRow = z.object({
  childId: z.string(),
  id: z.string(),
  complete: z.boolean(),
  gaps: z.array(z.looseObject({ field: z.string() })),
  riskGrade: text,
  harm: texts,
});

const notificationsSql = `select n.child_id::text "childId", n.id::text, a.first_complete complete, a.gaps,
    n.risk_grade "riskGrade", n.harm
  from notification n join assessment a on a.notification_id = n.id and a.known_to = 'infinity'
  where n.child_id = any($1::uuid[]) and n.known_to = 'infinity' and n.message_type = 'NEW' order by 1, 2`;

const recordRow = z.object({
  childId: z.string(),
  kind: z.enum(practiceKinds),
  id: z.string(),
  row: z.looseObject({ organisation: z.string(), received_at: z.preprocess(asZulu, z.string()) }),
});
type RecordRow = z.infer<typeof recordRow>;

const RECORDS = {
  name: 'practice_records',
  text: `${practiceKinds
    .map(
      (kind) => `select f.child_id::text "childId", '${kind}' kind, f.id::text, to_jsonb(f) "row"
        from ${factTable(kind).name} f where f.child_id = any($1::uuid[]) and f.known_to = 'infinity'`,
    )
    .join(' union all ')} order by 1, 2, 3`,
};

/** Which absences each record is about. */
type About = ReadonlyMap<string, readonly string[]>;

const aboutOf = (episodes: readonly EpisodeRow[]): About => {
  const pairs = episodes.flatMap(({ id, attachedIds }) => attachedIds.map((record) => ({ record, id })));
  return new Map([...groupBy(pairs, ({ record }) => record)].map(([record, of]) => [record, of.map(({ id }) => id)]));
};

const recordsOf = <K extends PracticeKind>(
  kind: K,
  rows: readonly RecordRow[],
  about: About,
): readonly CaseRecord<K>[] =>
  rows
    .filter((row) => row.kind === kind)
    .map(({ id, row }) => {
      const body: RecordBody[K] = bodyOf(kind, row);
      return { id, organisation: row.organisation, receivedAt: row.received_at, about: about.get(id) ?? [], body };
    });

const caseRecords = (rows: readonly RecordRow[], about: About): CaseRecords => ({
  interview: recordsOf('interview', rows, about),
  'strategy-meeting': recordsOf('strategy-meeting', rows, about),
  'prevention-interview': recordsOf('prevention-interview', rows, about),
  plan: recordsOf('plan', rows, about),
  escalation: recordsOf('escalation', rows, about),
  'professional-notice': recordsOf('professional-notice', rows, about),
  'safe-in-care-decision': recordsOf('safe-in-care-decision', rows, about),
  impact: recordsOf('impact', rows, about),
  'case-note': recordsOf('case-note', rows, about),
  feedback: recordsOf('feedback', rows, about),
  investigation: recordsOf('investigation', rows, about),
  involvement: recordsOf('involvement', rows, about),
  placement: recordsOf('placement', rows, about),
  'risk-indicator': recordsOf('risk-indicator', rows, about),
});

const episodeFrom = ({ childId: _child, attachedIds: _attached, ...episode }: EpisodeRow): CaseEpisode => episode;

/** The whole case of each of the children, read by four statements however many there are. */
export const loadCases = async (tx: Transaction, childIds: readonly string[]): Promise<readonly ChildCase[]> => {
  const children = await select(tx, childRow, childrenSql, [childIds]);
  const episodes = groupBy(await select(tx, episodeRow, episodesSql, [childIds]), ({ childId }) => childId);
  const notifications = groupBy(
    await select(tx, notificationRow, notificationsSql, [childIds]),
    ({ childId }) => childId,
  );
  const records = groupBy(await selectPrepared(tx, recordRow, RECORDS, [childIds]), ({ childId }) => childId);
  return children.map((child) => {
    const own = episodes.get(child.childId) ?? [];
    const about = aboutOf(own);
    return {
      ...child,
      episodes: own.map(episodeFrom),
      notifications: (notifications.get(child.childId) ?? []).map(({ id, complete, gaps, riskGrade, harm }) => ({
        ...{ id, complete, riskGrade, harm, about: about.get(id) ?? [], gaps: gaps.map(({ field }) => field) },
      })),
      records: caseRecords(records.get(child.childId) ?? [], about),
    };
  });
};
