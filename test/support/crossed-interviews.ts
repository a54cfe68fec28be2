import type { Pool } from 'pg';
import { z } from 'zod';
import { takenInBy } from '../../src/domain/agreement.ts';
import { messageKinds } from '../../src/domain/exchange/messages/index.ts';
import { purposes, roles } from '../../src/domain/policy.ts';
import type { Random } from './random.ts';

/** A version of an interview that crossed the border, and how far it may be read; null where nothing says how far. */
export interface CrossedInterview {
  readonly id: string;
  readonly knownFrom: string;
  readonly knownTo: string;
  readonly ceiling: {
    readonly fields: readonly string[];
    readonly roles: readonly string[];
    readonly purposes: readonly string[];
  } | null;
}

const row = z.object({ id: z.string(), knownFrom: z.string(), knownTo: z.string() });

const some = <T>(random: Random, all: readonly T[], likely: number): readonly T[] =>
  all.filter(() => random.chance(likely));

const ceilingOf = (random: Random): CrossedInterview['ceiling'] => {
  if (random.chance(0.15)) return null;
  const fields = Object.entries(messageKinds.RHI_RESULT.labels);
  const always = fields.flatMap(([field, label]) => (label === 'PROTOCOL' ? [field] : []));
  const rest = fields.flatMap(([field, label]) => (label === 'PROTOCOL' ? [] : [field]));
  return {
    fields: [...always, ...some(random, rest, 0.5)],
    roles: some(random, roles, 0.6),
    purposes: some(random, purposes, 0.6),
  };
};

/** Makes most interviews of a scattered world ones that crossed the border, each version under a ceiling by chance. */
export const letCross = async (pool: Pool, random: Random): Promise<readonly CrossedInterview[]> => {
  const sql = `select id::text, known_from::text "knownFrom", known_to::text "knownTo"
    from interview where entered_by is distinct from $1 order by id, known_from`;
  const versions = z.array(row).parse((await pool.query(sql, [takenInBy])).rows);
  const crossed: CrossedInterview[] = [];
  const staying = new Set(some(random, [...new Set(versions.map(({ id }) => id))], 0.3));
  for (const version of versions.filter(({ id }) => !staying.has(id))) {
    const ceiling = ceilingOf(random);
    crossed.push({ ...version, ceiling });
    const values = [version.id, version.knownFrom];
    await pool.query(`update interview set entered_by = $3 where id = $1 and known_from = $2`, [...values, takenInBy]);
    if (ceiling === null) continue;
    await pool.query(
      `insert into exchange_ceiling (interview_id, known_from, agreement, fields, roles, purposes)
       values ($1, $2, 'of-the-world', $3, $4, $5)`,
      [...values, ceiling.fields, ceiling.roles, ceiling.purposes],
    );
  }
  return crossed;
};
