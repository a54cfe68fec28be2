import { z } from 'zod';
import type { Person } from '../domain/model/person.ts';
import { bodyOf } from './columns.ts';
import { select, type Transaction } from './transaction.ts';

const personRow = z.object({ subjectId: z.string(), row: z.looseObject({}) });

/** What is now stated of these source persons, each statement on its own. */
export const loadPersons = async (
  tx: Transaction,
  subjectIds: readonly string[],
): Promise<readonly { readonly subjectId: string; readonly person: Person }[]> => {
  const rows = await select(
    tx,
    personRow,
    `select subject_id "subjectId", to_jsonb(p) "row" from person p
     where subject_id = any($1::uuid[]) and known_to = 'infinity' order by known_from, id`,
    [subjectIds],
  );
  return rows.map(({ subjectId, row }) => ({ subjectId, person: bodyOf('person', row) }));
};
