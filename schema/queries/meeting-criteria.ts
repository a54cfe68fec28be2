import type { CriterionShown, EpisodeCriteria } from '../../src/app/practice/judge-criteria.ts';
import { askOf, ruleOf } from '../../src/plan/compile-absences.ts';
import { builder } from '../builder.ts';
import { Absence } from '../types/absence.ts';
import { PracticeOutcome } from '../types/practice-outcome.ts';

const told = ['outcome', 'explanation', 'metAt', 'flipsAt', 'flipsTo'] as const;

/** Why fields of a criterion are null: withheld together, or nothing to say. */
const absencesOf = ({ verdict, withheld }: CriterionShown) => {
  if (withheld !== null) {
    const [rule, ask] = [ruleOf(withheld), askOf(withheld)];
    return told.map((field) => ({ field, reason: 'WITHHELD_BY_POLICY', rule, ask }));
  }
  return told
    .filter((field) => (verdict?.[field] ?? null) === null)
    .map((field) => ({ field, reason: 'NOT_APPLICABLE' }));
};

const Criterion = builder.objectRef<CriterionShown>('MeetingCriterion').implement({
  description: 'A criterion of a strategy meeting as it stands for one absence, read from the records.',
  fields: (t) => ({
    trigger: t.exposeString('trigger', { nullable: false, description: 'T1 to T8.' }),
    title: t.exposeString('title', { nullable: false, description: 'What it is.' }),
    outcome: t.field({
      type: PracticeOutcome,
      description: 'Whether it is met.',
      resolve: ({ verdict }) => verdict?.outcome,
    }),
    explanation: t.string({
      description: 'Why, in one sentence.',
      resolve: ({ verdict }) => verdict?.explanation,
    }),
    metAt: t.field({
      type: 'DateTime',
      description: 'When it was first met, as far as that can be told.',
      resolve: ({ verdict }) => verdict?.metAt,
    }),
    flipsAt: t.field({
      type: 'DateTime',
      description: 'The last instant at which an open outcome holds.',
      resolve: ({ verdict }) => verdict?.flipsAt,
    }),
    flipsTo: t.field({
      type: PracticeOutcome,
      description: 'What it comes to after that, if nothing is written.',
      resolve: ({ verdict }) => verdict?.flipsTo,
    }),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why each null field of it is null.',
      resolve: absencesOf,
    }),
  }),
});

/** The criteria of one absence; the guard tests the mask. */
interface Shown extends EpisodeCriteria {
  readonly mask: bigint;
}

const OfEpisode = builder.objectRef<Shown>('EpisodeCriteria').implement({
  description: 'How the criteria of a strategy meeting stand for one absence.',
  fields: (t) => ({
    episodeId: t.id({
      description: 'The absence, `Episode:…`.',
      resolve: ({ episodeId }, _args, { childIds }) => childIds.global(episodeId).replace(/^Child:/, 'Episode:'),
    }),
    pack: t.exposeString('pack', { nullable: false, description: 'Version of the policy pack they are read by.' }),
    criteria: t.field({
      type: [Criterion],
      nullable: { list: true, items: false },
      description: 'T1 to T8.',
      resolve: ({ criteria }) => [...criteria],
    }),
  }),
});

builder.queryField('meetingCriteria', (t) =>
  t.field({
    type: [OfEpisode],
    nullable: { list: true, items: false },
    description:
      'How the criteria of a strategy meeting stand for each absence of a child, oldest first, whatever anybody recorded. Null where there is no such child or the reader has no relationship to it.',
    args: { childId: t.arg.id({ required: true, description: 'The child’s id, `Child:…`.' }) },
    extensions: { plan: { kind: 'resolved' } },
    resolve: async (_root, { childId }, { viewer, useCases, clock, childIds, tell }) => {
      const found = await useCases.judgeCriteria({ viewer, childId: childIds.own(childId), now: clock.now() });
      if (!found) return null;
      tell(found.childId, found.mask);
      return found.episodes.map((one) => ({ ...one, mask: found.mask }));
    },
  }),
);
