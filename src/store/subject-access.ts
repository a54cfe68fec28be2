import { z } from 'zod';
import { isoInstant, select, type Transaction } from './transaction.ts';

const identityRow = z.object({
  knownAt: z.string(),
  aliases: z.array(z.string()),
  sourcePersons: z.array(
    z.object({ organisation: z.string(), system: z.string(), key: z.string(), linkedAt: z.string(), rule: z.string() }),
  ),
});
/** Under which numbers a child is known, and by which rule each was taken to be this child. */
export type ChildIdentity = Readonly<z.infer<typeof identityRow>>;

/** The ids and source persons that now stand for a child. */
export const findIdentity = async (tx: Transaction, child: string): Promise<ChildIdentity> => {
  const [row] = await select(
    tx,
    identityRow,
    `select (select ${isoInstant('last_known')} from lane) "knownAt",
       array(select a.child_id::text from child_alias a where a.survivor_id = $1 and a.known_to = 'infinity'
         order by 1) aliases,
       (select coalesce(jsonb_agg(jsonb_build_object('organisation', s.organisation, 'system', s.system, 'key', s.key,
           'linkedAt', ${isoInstant('m.known_from')}, 'rule', coalesce(l.rule, '')) order by m.known_from, s.id), '[]')
         from membership m join subject s on s.id = m.subject_id
         left join link_event l on l.subject_id = s.id and l.known_at = m.known_from and l.action = 'LINK'
         where m.child_id = $1 and m.known_to = 'infinity') "sourcePersons"`,
    [child],
  );
  if (!row) throw new Error('the write lane is missing from the database');
  return row;
};

const erasureRow = z.object({
  erasedAt: z.string(),
  kind: z.string(),
  organisation: z.string(),
  rule: z.string(),
  records: z.int(),
});
/** Records of a child that were erased: when, what they were, by which rule. */
export type NotedErasure = Readonly<z.infer<typeof erasureRow>>;

/** What was erased of a child. */
export const findErasures = (tx: Transaction, child: string): Promise<readonly NotedErasure[]> =>
  select(
    tx,
    erasureRow,
    `select ${isoInstant('e.created_at')} "erasedAt", f.kind, f.organisation, f.erasure_rule rule, count(*)::int records
     from fact f join erasure e on e.id = f.erasure_id join membership m on m.subject_id = f.subject_id
     where m.child_id = $1 and m.known_to = 'infinity' group by e.id, 1, 2, 3, 4 order by 1, 2, 3, 4`,
    [child],
  );
