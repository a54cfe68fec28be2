import { z } from 'zod';
import { askerOptions, askerShape, globalId } from './asker.ts';
import { command } from './command.ts';
import { actOnReview, keyOf, keyOption } from './link-review-act.ts';

/** `homeward link claim`: takes a review in hand for an hour. */
export const linkClaimCommand = command({
  name: 'link claim',
  summary: 'take a review in hand for an hour, so that nobody else works on it meanwhile',
  arguments: [{ syntax: '<task>', summary: 'the review, as `link review` names it' }],
  options: [...askerOptions, keyOption],
  input: z.object({ ...askerShape, task: globalId('ReviewTask', 'a review'), key: z.string().optional() }),
  run: (deps, { task: taskId, key, ...asker }) =>
    actOnReview(deps, asker, {
      mutation: 'reviewClaim',
      input: { taskId, idempotencyKey: keyOf(key) },
      text: ({ id, version, claimedUntil }) =>
        `${id} is yours until ${claimedUntil ?? 'now'}, version ${version}\nread it: homeward link review ${id}`,
    }),
});
