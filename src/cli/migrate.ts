import { z } from 'zod';
import { command } from './command.ts';
import { withHub } from './open-hub.ts';

/** `homeward migrate`: brings the database forward and says which migrations that took. */
export const migrateCommand = command({
  name: 'migrate',
  summary: 'bring the database to this version',
  input: z.object({}),
  run: (deps) =>
    withHub(deps, async ({ migrated }) => ({
      value: { applied: migrated },
      text: migrated.length === 0 ? 'nothing to apply' : migrated.map((name) => `applied ${name}`).join('\n'),
    })),
});
