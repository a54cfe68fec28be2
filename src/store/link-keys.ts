import type { Transaction } from './transaction.ts';

/** A keyed hash under which a source person is found; int8 as text. */
export interface LinkKey {
  readonly subjectId: string;
  readonly key: string;
  /** Of a household and day of birth. */
  readonly isBirth: boolean;
}

/** Makes the given keys the only ones of these source persons. */
export const replaceLinkKeys = async (
  tx: Transaction,
  subjectIds: readonly string[],
  keys: readonly LinkKey[],
): Promise<void> => {
  await tx.query({
    name: 'replace-link-keys',
    text: `with given as (
        select * from unnest($2::uuid[], $3::int8[], $4::bool[]) g (subject_id, key, is_birth)),
      gone as (
        delete from link_key k where k.subject_id = any($1::uuid[])
          and not exists (select 1 from given g where g.key = k.key and g.subject_id = k.subject_id))
      insert into link_key (subject_id, key, is_birth) select subject_id, key, is_birth from given
      on conflict do nothing`,
    values: [
      subjectIds,
      keys.map(({ subjectId }) => subjectId),
      keys.map(({ key }) => key),
      keys.map(({ isBirth }) => isBirth),
    ],
  });
};
