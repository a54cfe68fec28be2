import { instantOf } from './moments.ts';
import { type SynthOptions, windowOf } from './options.ts';

const HOUR = 3_600_000;

/** A folder with the files of one organisation in the formats of one adapter. */
export interface SenderFolder {
  readonly adapter: string;
  readonly organisation: string;
}

/** The morning after the weeks: everything was known by then. */
const receivedAt = (options: SynthOptions): string => instantOf(windowOf(options)[1] + 6 * HOUR);

/** What stands beside the files: that nobody in them is real, and how each folder is taken in. */
export const readmeOf = (options: SynthOptions, senders: readonly SenderFolder[]): string => {
  const commands = senders.map(
    ({ adapter, organisation }) =>
      `homeward ingest ${adapter} ${adapter}/${organisation} --organisation ${organisation} --received-at ${receivedAt(options)}`,
  );
  const knobs = Object.entries(options).map(([name, value]) => `  ${name}: ${value}`);
  return [
    'Files of invented children, as the systems of five agencies write them. Nobody in them exists.',
    'truth.jsonl says of each child who it is, under which numbers each system holds it, and when it was away.',
    '',
    'Made with',
    ...knobs,
    '',
    'To take everything in, in this folder:',
    ...commands,
    '',
  ].join('\n');
};
