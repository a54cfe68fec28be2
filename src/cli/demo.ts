import { z } from 'zod';
import { isEmpty, type LoadedDemo, loadDemo, memorableChild } from '../../prisma/seed.ts';
import { Refusal } from '../domain/errors.ts';
import { command } from './command.ts';
import { ingestDepsOf } from './ingest-deps.ts';
import { withHubToTheEnd } from './resumable.ts';

/** The database holds records that are not the demo's. */
class NotEmpty extends Refusal {
  readonly code = 'NOT_EMPTY';
}

const describe = ({ files, records, childId }: LoadedDemo): string => {
  const counts = Object.entries(records).map(([kind, count]) => `${count} ${kind}`);
  return [
    `loaded ${files} files of October 2015: ${counts.join(', ')}`,
    `the child who is missing now: ${childId} (${memorableChild.authorityChildId} to her authority)`,
  ].join('\n');
};

/** `homeward demo`: loads the demo into an empty database, and refuses any other. */
export const demoCommand = command({
  name: 'demo',
  summary: 'load the demo, 27 invented children, into an empty database',
  input: z.object({}),
  run: (deps) =>
    withHubToTheEnd(deps, {
      howToGoOn: 'run homeward demo again',
      work: async (hub) => {
        const ingest = ingestDepsOf(hub);
        if (!(await isEmpty(ingest))) {
          throw new NotEmpty('the demo is loaded into an empty database only; --data-dir chooses another');
        }
        const { signal, progress } = deps;
        const loaded = await loadDemo(ingest, { signal, onFile: (file) => progress(`loading ${file}`) });
        return { value: loaded, text: describe(loaded) };
      },
    }),
});
