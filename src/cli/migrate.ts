import { z } from 'zod';
import { countUncounted } from '../store/uncounted.ts';
import { command } from './command.ts';
import { inWords } from './counts.ts';
import { withHub } from './open-hub.ts';

const textOf = (migrated: readonly string[], uncounted: number): string => {
  const applied = migrated.length === 0 ? ['nothing to apply'] : migrated.map((name) => `applied ${name}`);
  if (uncounted === 0) return applied.join('\n');
  return [
    ...applied,
    `${inWords(uncounted)} notifications were scored before migration 0009: no completeness report counts them yet`,
    'they are counted while the hub is served, or now by: homeward rebuild',
  ].join('\n');
};

/** `homeward migrate`: brings the database forward and says which migrations that took, and what is left to do. */
export const migrateCommand = command({
  name: 'migrate',
  summary: 'bring the database to this version',
  input: z.object({}),
  run: (deps) =>
    withHub(deps, async ({ migrated, pools }) => {
      const uncounted = await countUncounted(pools.report);
      return { value: { applied: migrated, uncounted }, text: textOf(migrated, uncounted) };
    }),
});
