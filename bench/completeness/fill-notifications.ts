import type { Pool } from 'pg';

const forces = 43;
const years = 3;
const batch = 20_000;

/** Six of ten fields apply to everything, the others to some; of those nine of ten are answered. */
const scattered = `select n, 562949953421311::int8 | (random() * 2251799813685247)::int8 applies,
    (random() * 2251799813685247)::int8 one, (random() * 2251799813685247)::int8 two,
    (random() * 2251799813685247)::int8 three
  from generate_series($1::int, $2::int) n`;

const insertBatch = `with scattered as (${scattered}),
  masks as (select n, applies, applies & (one | two | three) passes, applies & ~(one | two | three) missing from scattered)
  insert into assessment (notification_id, known_from, child_id, profile_version, complete, score, gaps, first_known_at,
    first_complete, first_score, organisation, unit, authority, opens_thread, received_at, received_on,
    first_profile_version, latest_profile_version, latest_complete, completed_at,
    first_applies, first_required, first_passes, first_missing, latest_applies, latest_required, latest_passes)
  select gen_random_uuid(), came, gen_random_uuid(), '2015.1', missing = 0, 0.9, '[]', came, missing = 0, 0.9,
    (n % ${forces})::text, 'Unit ' || n % 5, 'E' || n % 150, true, came, came::date, '2015.1', '2015.1', true,
    came + random() * interval '9 days', applies, applies, passes, missing, applies, applies, applies
  from masks cross join lateral (
    select timestamptz '2023-01-01' + ((n::int8 * 7919) % ${years * 365 * 24}) * interval '1 hour' came) t`;

/** Fills the table of assessments with notifications of nobody, as many as asked; gives notifications a second. */
export const fillNotifications = async (
  pool: Pool,
  count: number,
  onProgress: (line: string) => void,
): Promise<number> => {
  // Nobody is behind them, so there is nothing to refer to.
  await pool.query(`alter table assessment drop constraint assessment_notification_id_fkey,
    drop constraint assessment_child_id_fkey`);
  const started = performance.now();
  for (let from = 0; from < count; from += batch) {
    await pool.query(insertBatch, [from, Math.min(from + batch, count) - 1]);
    if (from % (batch * 5) === 0) onProgress(`${from} of ${count} notifications`);
  }
  const seconds = (performance.now() - started) / 1000;
  await pool.query('vacuum analyze assessment');
  await pool.query('vacuum analyze completeness_day');
  await pool.query('vacuum analyze completeness_month');
  return count / seconds;
};
