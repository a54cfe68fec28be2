import { z } from 'zod';
import { type StopOutcome, stopEmbedded } from '../store/embedded/embedded.ts';
import { command } from './command.ts';

const words: Readonly<Record<StopOutcome, string>> = {
  STOPPED: 'stopped',
  NOT_RUNNING: 'not running',
  IN_USE: 'still used by another homeward process; end that, or use --force',
};

/** `homeward stop`: stops the embedded PostgreSQL that a killed hub left behind. */
export const stopCommand = command({
  name: 'stop',
  summary: 'stop the embedded PostgreSQL a killed hub left running',
  options: [{ flags: '--force', summary: 'stop it even while another homeward process uses it' }],
  input: z.object({ force: z.boolean().default(false) }),
  run: async ({ config: { dataDir } }, { force }) => {
    const outcome = await stopEmbedded({ dataDir, force });
    return { value: { outcome }, text: words[outcome], isRefused: outcome === 'IN_USE' };
  },
});
