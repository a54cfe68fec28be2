import type { ReadingCeiling } from '../../domain/agreement.ts';
import type { Namespace } from '../source-records.ts';
import type { Transaction } from '../transaction.ts';

/** The record of an interview that crossed, as its sender’s. */
interface CrossedRecord extends Namespace {
  /** The id of the conversation. */
  readonly key: string;
}

const both = (a: string, b: string): string => `array(select unnest(${a}) intersect select unnest(${b}) order by 1)`;

/**
 * Records how far the current version of an interview that crossed may be read. What is narrower than it was holds for
 * the versions before as well: what was read more widely once is not read so any more.
 */
export const keepCeiling = async (
  tx: Transaction,
  { organisation, namespace, key }: CrossedRecord,
  { agreement, fields, roles, purposes }: ReadingCeiling,
): Promise<void> => {
  const values = [organisation, namespace, key, fields, roles, purposes];
  const stated = `select unnest(s.fact_ids) from source_record s
    where s.organisation = $1 and s.namespace = $2 and s.key = $3 and s.current`;
  await tx.query(
    `update exchange_ceiling x set fields = ${both('x.fields', '$4::text[]')},
       roles = ${both('x.roles', '$5::text[]')}, purposes = ${both('x.purposes', '$6::text[]')}
     where x.interview_id in (${stated})`,
    values,
  );
  await tx.query(
    `insert into exchange_ceiling (interview_id, known_from, agreement, fields, roles, purposes)
     select i.id, i.known_from, $7, $4, $5, $6 from interview i
     where i.id in (${stated}) and i.known_to = 'infinity' on conflict do nothing`,
    [...values, agreement],
  );
};
