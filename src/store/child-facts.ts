import { z } from 'zod';
import { absenceReasons } from '../domain/absence.ts';
import { groupBy } from '../domain/group-by.ts';
import { type RecordKind, recordKinds } from '../domain/model/kinds.ts';
import type { ChildFacts, FactsByKind, FactVersion, Grant } from '../domain/projection.ts';
import { loadGrants } from './access-grants.ts';
import { asZulu, bodyOf, factTable } from './columns.ts';
import { isoInstant, selectPrepared, type Transaction } from './transaction.ts';

const absence = z.object({
  reason: z.enum(absenceReasons).exclude(['WITHHELD_BY_POLICY']),
  askedBy: z.string().exactOptional(),
  askedAt: z.string().exactOptional(),
});
const zulu = z.preprocess(asZulu, z.string());

const versionRow = z.object({
  child_id: z.string(),
  kind: z.enum(recordKinds),
  id: z.string(),
  known_from: z.string(),
  first_known_at: z.string(),
  subject_id: z.string(),
  system: z.string(),
  held_from: z.string(),
  held_to: z.string(),
  row: z.looseObject({
    organisation: z.string(),
    key: z.string(),
    stated_at: zulu.nullable(),
    received_at: zulu,
    absences: z.record(z.string(), absence),
    feed_lacks: z.array(z.string()).nullish(),
  }),
});
type VersionRow = Readonly<z.infer<typeof versionRow>>;

const orInfinity = (expression: string): string =>
  `case when isfinite(${expression}) then ${isoInstant(expression)} else 'infinity' end`;

const versionsOfKind = (kind: RecordKind, when: string): string => {
  const { name } = factTable(kind);
  return `select m.child_id::text, '${kind}' kind, f.id::text, ${isoInstant('f.known_from')} known_from,
      (select ${isoInstant('min(v.known_from)')} from ${name} v where v.id = f.id) first_known_at,
      f.subject_id::text, s.system, ${isoInstant('greatest(f.known_from, m.known_from)')} held_from,
      ${orInfinity('least(f.known_to, m.known_to)')} held_to, to_jsonb(f) "row"
    from membership m join ${name} f on f.subject_id = m.subject_id join subject s on s.id = f.subject_id
    where m.child_id = any($1::uuid[]) and ${when}`;
};

const union = (when: string): string =>
  `${recordKinds.map((kind) => versionsOfKind(kind, when)).join(' union all ')} order by 1, 2, 4, 7, 3`;

const CURRENT = { name: 'facts_current', text: union("m.known_to = 'infinity' and f.known_to = 'infinity'") };
const AS_OF = {
  name: 'facts_as_of',
  text: union('m.known_from <= $2 and $2 < m.known_to and f.known_from <= $2 and $2 < f.known_to'),
};
const EVER = { name: 'facts_ever', text: union('m.known_from < f.known_to and f.known_from < m.known_to') };

const versionsOf = <K extends RecordKind>(kind: K, rows: readonly VersionRow[]): readonly FactVersion<K>[] =>
  rows
    .filter((row) => row.kind === kind)
    .map((version) => ({
      id: version.id,
      kind,
      knownFrom: version.known_from,
      firstKnownAt: version.first_known_at,
      subjectId: version.subject_id,
      organisation: version.row.organisation,
      system: version.system,
      key: version.row.key,
      statedAt: version.row.stated_at,
      receivedAt: version.row.received_at,
      body: bodyOf(kind, version.row),
      absences: version.row.absences,
      ...(version.row.feed_lacks ? { feedLacks: version.row.feed_lacks } : {}),
    }));

const factsByKind = (rows: readonly VersionRow[]): FactsByKind => ({
  person: versionsOf('person', rows),
  'missing-episode': versionsOf('missing-episode', rows),
  notification: versionsOf('notification', rows),
  'prevention-interview': versionsOf('prevention-interview', rows),
  interview: versionsOf('interview', rows),
  'strategy-meeting': versionsOf('strategy-meeting', rows),
  placement: versionsOf('placement', rows),
  involvement: versionsOf('involvement', rows),
  plan: versionsOf('plan', rows),
  investigation: versionsOf('investigation', rows),
  'risk-indicator': versionsOf('risk-indicator', rows),
  'health-encounter': versionsOf('health-encounter', rows),
  'health-finding': versionsOf('health-finding', rows),
  enrolment: versionsOf('enrolment', rows),
  attendance: versionsOf('attendance', rows),
  'case-note': versionsOf('case-note', rows),
  escalation: versionsOf('escalation', rows),
  'safe-in-care-decision': versionsOf('safe-in-care-decision', rows),
  impact: versionsOf('impact', rows),
  'professional-notice': versionsOf('professional-notice', rows),
  feedback: versionsOf('feedback', rows),
  restriction: versionsOf('restriction', rows),
});

/** What is known of each of the children, now or at a known time; a child of whom nothing is known is left out. */
export const loadFacts = async (
  tx: Transaction,
  childIds: readonly string[],
  asOf?: string,
): Promise<readonly ChildFacts[]> => {
  const rows =
    asOf === undefined
      ? await selectPrepared(tx, versionRow, CURRENT, [childIds])
      : await selectPrepared(tx, versionRow, AS_OF, [childIds, asOf]);
  const byChild = groupBy(rows, (row) => row.child_id);
  const grants = groupBy(await loadGrants(tx, childIds), ({ childId }) => childId);
  return [...byChild].map(([childId, versions]) => ({
    childId,
    facts: factsByKind(versions),
    grants: grants.get(childId) ?? [],
  }));
};

/** Everything ever known of one child. */
export interface ChildHistory {
  readonly childId: string;
  /** Every known time at which what was known of the child changed, in order. */
  readonly moments: readonly string[];
  /** What was known at one of them; undefined where nothing was. */
  at(moment: string): ChildFacts | undefined;
}

const historyOf = (childId: string, rows: readonly VersionRow[], grants: readonly Grant[]): ChildHistory => {
  const ends = rows.map((row) => row.held_to).filter((end) => end !== 'infinity');
  return {
    childId,
    moments: [...new Set([...rows.map((row) => row.held_from), ...ends])].sort(),
    at: (moment) => {
      const held = rows.filter((row) => row.held_from <= moment && moment < row.held_to);
      return held.length === 0 ? undefined : { childId, facts: factsByKind(held), grants };
    },
  };
};

/** The whole history of each of the children. */
export const loadHistories = async (tx: Transaction, childIds: readonly string[]): Promise<readonly ChildHistory[]> => {
  const rows = await selectPrepared(tx, versionRow, EVER, [childIds]);
  const byChild = groupBy(rows, (row) => row.child_id);
  const grants = groupBy(await loadGrants(tx, childIds), ({ childId }) => childId);
  return childIds.map((childId) => historyOf(childId, byChild.get(childId) ?? [], grants.get(childId) ?? []));
};
