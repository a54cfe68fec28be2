import { z } from 'zod';
import { groupBy } from '../domain/group-by.ts';
import type { RecordBody } from '../domain/model/kinds.ts';
import {
  type CaseEpisode,
  type CaseRecord,
  type CaseRecords,
  type ChildCase,
  type PracticeKind,
  practiceKinds,
} from '../domain/practice/child-case.ts';
import { asZulu, bodyOf, factTable } from './columns.ts';
import { loadScores } from './rubric-scores.ts';
import { isoInstant, select, selectPrepared, type Transaction } from './transaction.ts';

const childRow = z.object({
  childId: z.string(),
  birth: z.object({ earliest: z.string(), latest: z.string() }).nullable(),
  careStatus: z.string().nullable(),
  responsibleAuthority: z.string().nullable(),
  sexualExploitation: z.string().nullable(),
  criminalExploitation: z.string().nullable(),
  trafficking: z.string().nullable(),
  toldBy: z.array(z.string()),
  isAudited: z.boolean(),
});

const childrenSql = `select child_id::text "childId",
    case when birth_earliest is not null and birth_latest is not null
      then json_build_object('earliest', birth_earliest, 'latest', birth_latest) end birth,
    care_status "careStatus", responsible_authority "responsibleAuthority", sexual_exploitation "sexualExploitation",
    criminal_exploitation "criminalExploitation", trafficking,
    array(select distinct organisation from person p
      where p.child_id = v.child_id and p.known_to = 'infinity' order by 1) "toldBy",
    exists (select 1 from access_grant g left join child_alias a on a.child_id = g.child_id and a.known_to = 'infinity'
      where coalesce(a.survivor_id, g.child_id) = v.child_id and g.kind = 'AUDIT_CASE') "isAudited"
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

/** The whole case of each of the children, read by five statements however many there are. */
export const loadCases = async (tx: Transaction, childIds: readonly string[]): Promise<readonly ChildCase[]> => {
  const children = await select(tx, childRow, childrenSql, [childIds]);
  const episodes = groupBy(await select(tx, episodeRow, episodesSql, [childIds]), ({ childId }) => childId);
  const notifications = groupBy(
    await select(tx, notificationRow, notificationsSql, [childIds]),
    ({ childId }) => childId,
  );
  const scores = groupBy(await loadScores(tx, childIds), ({ childId }) => childId);
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
      scores: scores.get(child.childId) ?? [],
    };
  });
};
