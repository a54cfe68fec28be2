import { z } from 'zod';
import { reviewDecisions, reviewDecisionWords } from '../domain/link/review.ts';
import { askerOptions, askerShape, globalId } from './asker.ts';
import { command } from './command.ts';
import { actOnReview, keyOf, keyOption, type Standing } from './link-review-act.ts';

const effects: Readonly<Record<string, string>> = {
  JOINED: 'the two are one child',
  HELD_APART: 'the two are held apart',
  NOT_JOINED: 'their numbers contradict it: they will be one child once that is put right at its source',
};

const textOf = ({ id, decision, effect }: Standing): string =>
  decision === null
    ? `${id}: your vote is kept; another person is asked`
    : `${id}: ${decision}, ${effects[effect ?? ''] ?? ''}`;

/** `homeward link decide`: says whether a record is of a child. */
export const linkDecideCommand = command({
  name: 'link decide',
  summary: 'say whether a record is of a child, and why',
  arguments: [
    { syntax: '<task>', summary: 'the review, which must be in your hands' },
    { syntax: '<decision>', summary: reviewDecisionWords.join(', ') },
  ],
  options: [
    ...askerOptions,
    { flags: '--reason <text>', summary: 'why, in words you can be asked about' },
    { flags: '--seen <number>', summary: 'the version you decided by, as `link review` shows it' },
    keyOption,
  ],
  help: `Decisions:\n${Object.entries(reviewDecisions)
    .map(([word, meaning]) => `  ${word.padEnd(9)}  ${meaning}`)
    .join('\n')}`,
  input: z.object({
    ...askerShape,
    task: globalId('ReviewTask', 'a review'),
    decision: z.enum(reviewDecisionWords),
    reason: z.string('is needed'),
    seen: z.coerce.number('is needed').int(),
    key: z.string().optional(),
  }),
  run: (deps, { task: taskId, decision, reason, seen: expectedVersion, key, ...asker }) =>
    actOnReview(deps, asker, {
      mutation: 'reviewDecide',
      input: { taskId, decision, reason, expectedVersion, idempotencyKey: keyOf(key) },
      text: textOf,
    }),
});
