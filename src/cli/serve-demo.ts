import { demoClockStart, isEmpty, loadDemo, memorableChild } from '../../prisma/seed.ts';
import type { IngestDeps } from '../app/ingest/deps.ts';
import { firstQuestion, type Question } from '../server/development-offers.ts';
import type { CommandDeps } from './command.ts';

/** Of the child who is missing now, the same for everybody. */
const demoQuestion: Question = {
  ...firstQuestion,
  document: firstQuestion.document.replace('children(first: 1)', 'children(first: 1, missingNow: true)'),
};

/** What to ask first of a hub whose clock starts then. */
export const questionFor = (clockStart: string | undefined): Question =>
  clockStart === demoClockStart ? demoQuestion : firstQuestion;

/** The number of the child whom the first page shows to several readers, for a hub whose clock starts then. */
export const memorableFor = (clockStart: string | undefined): string | undefined =>
  clockStart === demoClockStart ? memorableChild.authorityChildId : undefined;

/**
 * Loads the demo where the database is empty and the hub is one for trying out, as its development issuer says:
 * invented children never come among the records of a real one.
 */
export const loadDemoIfWanted = async (
  ingest: IngestDeps,
  { config, progress, signal }: Pick<CommandDeps, 'config' | 'progress' | 'signal'>,
): Promise<void> => {
  if (!config.hasDevelopmentIssuer || !(await isEmpty(ingest))) return;
  await loadDemo(ingest, { signal, onFile: (file) => progress(`loading ${file}`) });
};
