import { NotFound, NotPermitted } from '../../src/domain/errors.ts';
import type { ReviewState as StateWord } from '../../src/store/review-tasks.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { type ReviewPage, ReviewTaskConnection } from '../types/review-page.ts';
import { ReviewState, ReviewTask } from '../types/review-task.ts';

const Filter = builder.inputType('ReviewTaskFilter', {
  description: 'Which reviews.',
  fields: (t) => ({
    state: t.field({ type: ReviewState, description: 'Only those that stand so; WAITING where left out.' }),
    isMine: t.boolean({ description: 'Only those in the reader’s hands.' }),
  }),
});

interface Asked {
  readonly filter?:
    | { readonly state?: StateWord | null | undefined; readonly isMine?: boolean | null | undefined }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const usual = 50;

const nothingWhere =
  (...refused: readonly (typeof NotFound | typeof NotPermitted)[]) =>
  (error: unknown): null => {
    if (refused.some((one) => error instanceof one)) return null;
    throw error;
  };

const pageOf = async (
  { filter, first: wanted, after }: Asked,
  { viewer, useCases, clock, idsOf, tell }: HubContext,
): Promise<ReviewPage> => {
  const first = wanted ?? usual;
  const ids = idsOf('ReviewTask');
  const found = await useCases.listReviews({
    ...{ viewer, state: filter?.state ?? 'WAITING', isMine: filter?.isMine ?? false },
    ...{ after: ids.after(after), limit: first + 1, now: clock.now() },
  });
  const rows = found.slice(0, first);
  for (const { task } of rows) {
    tell(task.childId, task.mask);
    tell(task.candidateChildId, task.candidateMask);
  }
  return {
    rows: rows.map((row) => ({ row, cursor: ids.cursorOf(row.task.id) })),
    hasNextPage: found.length > first,
  };
};

builder.queryField('reviewTasks', (t) =>
  t.field({
    type: ReviewTaskConnection,
    nullable: true,
    description:
      'Records of whom somebody must say which child they are of: those about two children the reader reaches, the most urgent first. Null to a role that has no say in it.',
    args: {
      filter: t.arg({ type: Filter, description: 'Which.' }),
      first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: usual }),
      after: t.arg.string({ description: 'The cursor the page starts after.' }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, asked, context) => pageOf(asked, context).catch(nothingWhere(NotPermitted)),
  }),
);

const reviewOf = async (id: string, { viewer, useCases, clock, idsOf, tell }: HubContext) => {
  if (!viewer) return null;
  const taskId = idsOf('ReviewTask').own(id);
  const review = await useCases.showReview({ viewer, taskId, now: clock.now() });
  const { task, household, runnerUp } = review;
  tell(task.childId, task.mask);
  tell(task.candidateChildId, task.candidateMask);
  for (const { childId, mask } of [...household, ...(runnerUp === null ? [] : [runnerUp])]) tell(childId, mask);
  return review;
};

builder.queryField('reviewTask', (t) =>
  t.field({
    type: ReviewTask,
    nullable: true,
    description:
      'One review with its evidence side by side. Null where there is none, and to whoever has no relationship to both children.',
    args: { id: t.arg.id({ required: true, description: 'Its id, `ReviewTask:…`.' }) },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, { id }, context) => reviewOf(id, context).catch(nothingWhere(NotPermitted, NotFound)),
  }),
);
