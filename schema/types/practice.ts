import { mayLookBehind } from '../../src/app/practice/report-practice.ts';
import type { Counted, PracticeFigure as Figure } from '../../src/domain/practice/practice.ts';
import { unanswered } from '../../src/domain/practice/rows.ts';
import type { RubricAgreement } from '../../src/domain/practice/scorer-agreement.ts';
import { findRule } from '../../src/domain/rules/index.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { Absence } from './absence.ts';
import { PracticeAgreement } from './practice-agreement.ts';
import { PracticeOutcome } from './practice-outcome.ts';
import { resolvedAbsences } from './resolved-absences.ts';

type Masks = ReadonlyMap<string, bigint>;

/** A figure with the viewer's mask of every child that was counted. */
interface FigureShown {
  readonly figure: Figure;
  readonly masks: Masks;
}

/** An answer on practice as a viewer is shown it. */
export interface PracticeShown {
  readonly from: string;
  readonly to: string;
  readonly authority: string | null;
  readonly now: string;
  readonly children: number;
  readonly episodes: number;
  readonly figures: readonly Figure[];
  readonly agreement: readonly RubricAgreement[];
  readonly masks: Masks;
}

interface CaseRow {
  readonly mask: bigint;
  readonly facts: Counted;
}

const Case = builder.objectRef<CaseRow>('PracticeCase').implement({
  description: 'One subject behind a figure, and what the rule found of it.',
  fields: (t) => ({
    childId: t.id({
      description: 'The child, `Child:…`, the reader’s pseudonym where they have one.',
      resolve: ({ facts }, _args, { childIds }) => childIds.global(facts.childId),
    }),
    episodeIds: t.idList({
      nullable: { list: true, items: false },
      description: 'Absences of the period it is about, `Episode:…`.',
      resolve: ({ facts }, _args, { childIds }) =>
        facts.episodeIds.map((id) => childIds.global(id).replace(/^Child:/, 'Episode:')),
    }),
    outcome: t.field({
      type: PracticeOutcome,
      description: 'What the rule found.',
      resolve: ({ facts }) => facts.outcome,
    }),
    explanation: t.string({ description: 'Why, in one sentence.', resolve: ({ facts }) => facts.explanation }),
    flipsAt: t.field({
      type: 'DateTime',
      description: 'The last instant at which an open outcome holds.',
      resolve: ({ facts }) => facts.flipsAt,
    }),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why each null field of it is null.',
      resolve: ({ mask, facts }) => [...resolvedAbsences('PracticeCase', mask, { ...facts })],
    }),
  }),
});

const Excluded = builder.objectRef<Figure['excluded']>('PracticeExcluded').implement({
  description: 'What is in neither numerator nor denominator.',
  fields: (t) => ({
    stillMissing: t.exposeInt('stillMissing', { nullable: false, description: 'The child is still missing.' }),
    withinClock: t.exposeInt('withinClock', { nullable: false, description: 'There is still time.' }),
    notApplicable: t.exposeInt('notApplicable', { nullable: false, description: 'The rule does not apply.' }),
    unknown: t.exposeInt('unknown', { nullable: false, description: 'Nothing recorded tells.' }),
  }),
});

interface Page {
  readonly cases: readonly CaseRow[];
  readonly hasMore: boolean;
  readonly withheld: number;
}

const CasePage = builder.objectRef<Page>('PracticeCasePage').implement({
  description: 'Subjects behind a figure, those that are unmet first.',
  fields: (t) => ({
    cases: t.field({
      type: [Case],
      nullable: { list: false, items: false },
      description: 'The subjects.',
      resolve: ({ cases }) => [...cases],
    }),
    hasMore: t.exposeBoolean('hasMore', { nullable: false, description: 'Whether there are more.' }),
    withheld: t.exposeInt('withheld', {
      nullable: false,
      description: 'Subjects that count and are not listed: the reader may not see what the rule looks at.',
    }),
  }),
});

interface Behind {
  readonly first?: number | null | undefined;
  readonly outcome?: Counted['outcome'] | null | undefined;
}

const usual = 50;

const behind = ({ figure, masks }: FigureShown, { first, outcome }: Behind, context: HubContext): Page => {
  const needs = findRule(figure.rule)?.needs ?? 'PI';
  const asked = figure.subjects.filter((one) => outcome == null || one.outcome === outcome);
  const rows = asked.map((facts) => ({ facts, mask: masks.get(facts.childId) ?? 0n }));
  const shown = rows.filter(({ mask }) => mayLookBehind(mask, needs));
  const cases = shown.slice(0, first ?? usual);
  for (const { facts, mask } of cases) context.tell(facts.childId, mask);
  return { cases, hasMore: shown.length > cases.length, withheld: rows.length - shown.length };
};

const PracticeFigure = builder.objectRef<FigureShown>('PracticeFigure').implement({
  description: 'One line of the answer: so many of so many, by which rule in which version.',
  fields: (t) => ({
    line: t.string({ nullable: false, description: 'Its number.', resolve: ({ figure }) => figure.id }),
    title: t.string({ nullable: false, description: 'What it counts.', resolve: ({ figure }) => figure.title }),
    group: t.string({ description: 'Which agency, field or stage.', resolve: ({ figure }) => figure.group }),
    rule: t.string({ nullable: false, description: 'Id of the rule.', resolve: ({ figure }) => figure.rule }),
    ruleVersion: t.int({ nullable: false, description: 'Its version.', resolve: ({ figure }) => figure.ruleVersion }),
    packs: t.stringList({
      nullable: { list: false, items: false },
      description: 'Versions of the policy packs it stands on.',
      resolve: ({ figure }) => [...figure.packs],
    }),
    subject: t.string({ nullable: false, description: 'What is counted.', resolve: ({ figure }) => figure.subject }),
    counts: t.field({
      type: PracticeOutcome,
      nullable: false,
      description: 'Which outcome the numerator counts.',
      resolve: ({ figure }) => figure.counts,
    }),
    numerator: t.int({ nullable: false, description: 'How many.', resolve: ({ figure }) => figure.numerator }),
    denominator: t.int({ nullable: false, description: 'Of how many.', resolve: ({ figure }) => figure.denominator }),
    medianHours: t.float({
      description: 'Median of the hours it took where it was met; null where the line does not ask or nothing tells.',
      resolve: ({ figure }) => figure.medianHours,
    }),
    excluded: t.field({
      type: Excluded,
      nullable: false,
      description: 'What is in neither.',
      resolve: ({ figure }) => figure.excluded,
    }),
    behind: t.field({
      type: CasePage,
      nullable: false,
      description: 'What is behind the figure. Each child in it is noted in the ledger.',
      args: {
        first: t.arg({ type: 'PageSize', description: 'How many: 1 to 200.', defaultValue: usual }),
        outcome: t.arg({ type: PracticeOutcome, description: 'Only those with this outcome.' }),
      },
      resolve: behind,
    }),
  }),
});

interface NotAnswered {
  readonly id: string;
  readonly why: string;
}

const Unanswered = builder.objectRef<NotAnswered>('PracticeUnanswered').implement({
  description: 'What an audit asks and no figure answers.',
  fields: (t) => ({
    line: t.exposeString('id', { nullable: false, description: 'Its number.' }),
    why: t.exposeString('why', { nullable: false, description: 'Why not.' }),
  }),
});

/** The answer on practice over a period. */
export const Practice = builder.objectRef<PracticeShown>('Practice').implement({
  description: 'What good practice asks, counted over the absences that began in a period.',
  fields: (t) => ({
    from: t.field({ type: 'Date', nullable: false, description: 'First day.', resolve: ({ from }) => from }),
    to: t.field({ type: 'Date', nullable: false, description: 'Last day.', resolve: ({ to }) => to }),
    authority: t.exposeString('authority', { description: 'GSS code; null for all the reader reaches.' }),
    now: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When clocks were read.',
      resolve: ({ now }) => now,
    }),
    children: t.exposeInt('children', { nullable: false, description: 'Children with such an absence.' }),
    episodes: t.exposeInt('episodes', { nullable: false, description: 'Their absences.' }),
    figures: t.field({
      type: [PracticeFigure],
      nullable: { list: false, items: false },
      description: 'Every line, or those asked for.',
      args: {
        lines: t.arg.stringList({ required: { list: false, items: true }, description: 'Only these, by number.' }),
      },
      resolve: ({ figures, masks }, { lines }) =>
        figures.filter(({ id }) => lines == null || lines.includes(id)).map((figure) => ({ figure, masks })),
    }),
    agreement: t.field({
      type: [PracticeAgreement],
      nullable: { list: false, items: false },
      description: 'How far the two scorers of the children’s records agree.',
      resolve: ({ agreement }) => [...agreement],
    }),
    unanswered: t.field({
      type: [Unanswered],
      nullable: { list: false, items: false },
      description: 'What is not answered here, and why.',
      resolve: () => [...unanswered],
    }),
  }),
});
