import { z } from 'zod';
import { NotFound, NotPermitted } from '../domain/errors.ts';
import { type Asker, askerOptions, askerShape, askHub, globalId } from './asker.ts';
import { type CommandDeps, type CommandResult, command } from './command.ts';
import { countOf } from './counts.ts';
import { type Review, reviewFields, reviewFragment, reviewShape, reviewText } from './link-review-text.ts';

const listDocument = `query Reviews($filter: ReviewTaskFilter, $first: PageSize) {
  reviewTasks(filter: $filter, first: $first) {
    nodes { id version state openedAt dueAt decision hasRiskFlag missingNow claimedUntil isClaimedByYou hasVoted }
    pageInfo { hasNextPage }
  }
}`;

const summary = z.object({
  id: z.string(),
  version: z.number(),
  state: z.string(),
  openedAt: z.string(),
  dueAt: z.string().nullable(),
  decision: z.string().nullable(),
  hasRiskFlag: z.boolean().nullable(),
  missingNow: z.boolean().nullable(),
  claimedUntil: z.string().nullable(),
  isClaimedByYou: z.boolean(),
  hasVoted: z.boolean(),
});
const page = z.object({
  reviewTasks: z.object({ nodes: z.array(summary), pageInfo: z.object({ hasNextPage: z.boolean() }) }).nullable(),
});

const input = z.object({
  ...askerShape,
  task: globalId('ReviewTask', 'a review').optional(),
  mine: z.boolean().default(false),
  state: z.enum(['WAITING', 'DECIDED', 'OVERTAKEN']).default('WAITING'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
type Words = z.output<typeof input>;

const holderOf = ({ claimedUntil, isClaimedByYou }: z.infer<typeof summary>): string => {
  if (claimedUntil === null) return 'free';
  return `${isClaimedByYou ? 'yours' : 'taken'} until ${claimedUntil.slice(11, 16)}Z`;
};

const lineOf = (review: z.infer<typeof summary>): string => {
  const { id, state, openedAt, decision, hasRiskFlag, missingNow, hasVoted } = review;
  const urgent = [hasRiskFlag === true ? 'at risk' : '', missingNow === true ? 'missing' : ''].filter(Boolean);
  const standing = state === 'WAITING' ? holderOf(review) : `${state.toLowerCase()} ${decision ?? ''}`.trim();
  const notes = [...urgent, hasVoted ? 'you have voted' : ''].filter(Boolean).join(', ');
  return `${id}  since ${openedAt.slice(0, 10)}  ${standing}${notes === '' ? '' : `  ${notes}`}`;
};

const list = async (deps: CommandDeps, asker: Asker, { mine, state, limit }: Words): Promise<CommandResult> => {
  const variables = { filter: { state, isMine: mine }, first: limit };
  const { reviewTasks } = page.parse(await askHub(deps, asker, { query: listDocument, variables }));
  if (reviewTasks === null) throw new NotPermitted(`${asker.role} has no say in who is whom`);
  const [first] = reviewTasks.nodes;
  const next = first === undefined ? [] : [`one of them: homeward link review ${first.id}`];
  const count = countOf(reviewTasks.nodes.length, 'review');
  const more = reviewTasks.pageInfo.hasNextPage ? `the first ${count}` : count;
  return { value: { reviews: reviewTasks.nodes }, text: [...reviewTasks.nodes.map(lineOf), more, ...next].join('\n') };
};

const show = async (deps: CommandDeps, asker: Asker, id: string): Promise<CommandResult> => {
  const query = `query Review($id: ID!) { reviewTask(id: $id) { ${reviewFields} } } ${reviewFragment}`;
  const { reviewTask } = z
    .object({ reviewTask: reviewShape.nullable() })
    .parse(await askHub(deps, asker, { query, variables: { id } }));
  if (reviewTask === null) throw new NotFound('there is no such review, or you have no relationship to both children');
  const value: Review = reviewTask;
  return { value, text: reviewText(value) };
};

/** `homeward link review`: what waits for a person to say who is whom, and one of it with its evidence. */
export const linkReviewCommand = command({
  name: 'link review',
  summary: 'list records of whom a person must say which child they are of, or show one with its evidence',
  arguments: [{ syntax: '[task]', summary: 'the review to show, as the list names it' }],
  options: [
    ...askerOptions,
    { flags: '--mine', summary: 'only those in your hands' },
    { flags: '--state <state>', summary: 'WAITING (default), DECIDED or OVERTAKEN' },
    { flags: '--limit <number>', summary: 'how many: 1 to 200 (default 50)' },
  ],
  help: `Example:
  homeward link review --role duty-team --organisation E08000017
  homeward link claim ReviewTask:… --role duty-team --organisation E08000017 --person worker-1
  homeward link decide ReviewTask:… SAME --seen 2 --reason 'Same mother, seen at home' …`,
  input,
  run: (deps, { task, ...words }) => (task === undefined ? list(deps, words, words) : show(deps, words, task)),
});
