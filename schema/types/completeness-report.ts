import type { CompletenessReport as Report } from '../../src/app/report-completeness.ts';
import { groupings } from '../../src/domain/completeness/question.ts';
import { type FieldItem, fieldsCarried, withheldFields } from '../../src/domain/completeness/report.ts';
import { fields2015 } from '../../src/domain/profile/fields.ts';
import type { FeedCounts, FieldCounts, StateCounts, ThreadCounts } from '../../src/store/completeness-rows.ts';
import { builder, type HubSchemaTypes } from '../builder.ts';

export const CompletenessGrouping = builder.enumType('CompletenessGrouping', {
  description: 'What a completeness report is counted by. Weeks begin on Monday.',
  values: groupings,
});

type Place = Pick<ThreadCounts, 'force' | 'authority' | 'unit' | 'week' | 'month'>;
type Extended = PothosSchemaTypes.ExtendDefaultTypes<HubSchemaTypes>;

const placeFields = (t: PothosSchemaTypes.ObjectFieldBuilder<Extended, Place>) => ({
  force: t.exposeString('force', { description: 'Code of the force; null where not counted by force.' }),
  authority: t.exposeString('authority', { description: 'GSS code of the responsible authority it was sent to.' }),
  unit: t.exposeString('unit', { description: 'Unit of the force.' }),
  week: t.field({ type: 'Date', description: 'The Monday of the week.', resolve: ({ week }) => week }),
  month: t.field({ type: 'Date', description: 'The first day of the month.', resolve: ({ month }) => month }),
});

const Group = builder.objectRef<ThreadCounts>('CompletenessGroup').implement({
  description: 'How completely the notifications of one group were answered. A thread of messages counts once.',
  fields: (t) => ({
    ...placeFields(t),
    notifications: t.exposeInt('notifications', { nullable: false, description: 'How many there were.' }),
    firstComplete: t.exposeInt('firstComplete', { nullable: false, description: 'Complete when first received.' }),
    latestComplete: t.exposeInt('latestComplete', { nullable: false, description: 'Complete by now.' }),
    stillIncomplete: t.int({
      nullable: false,
      description: 'Incomplete by now.',
      resolve: ({ notifications, latestComplete }) => notifications - latestComplete,
    }),
    firstScore: t.exposeFloat('firstScore', {
      description: 'Mean share of the required fields answered when first received, 0 to 1.',
    }),
    latestScore: t.exposeFloat('latestScore', { description: 'The same by now.' }),
    firstSeedScore: t.exposeFloat('firstSeedScore', {
      description: 'The same over the fields the 2015 audit named, when first received.',
    }),
    latestSeedScore: t.exposeFloat('latestSeedScore', { description: 'The same by now.' }),
    medianHoursToComplete: t.exposeFloat('medianHoursToComplete', {
      description: 'Median hours from first receipt until complete, of those that are or were.',
    }),
  }),
});

const AnswerCounts = builder.objectRef<StateCounts>('AnswerCounts').implement({
  description: 'How one field was answered.',
  fields: (t) => ({
    applies: t.exposeInt('applies', { nullable: false, description: 'Notifications it applies to.' }),
    passes: t.exposeInt('passes', { nullable: false, description: 'Answered as the profile asks.' }),
    unanswered: t.int({
      nullable: false,
      description: 'Not answered as the profile asks.',
      resolve: ({ applies, passes }) => applies - passes,
    }),
    notKnown: t.exposeInt('notKnown', { nullable: false, description: 'Said to be not known.' }),
    declined: t.exposeInt('declined', { nullable: false, description: 'Said to be declined.' }),
    notApplicable: t.exposeInt('notApplicable', { nullable: false, description: 'Said not to apply.' }),
    missing: t.exposeInt('missing', { nullable: false, description: 'Nothing said.' }),
    invalid: t.exposeInt('invalid', { nullable: false, description: 'A placeholder or an unusable value.' }),
    withheld: t.exposeInt('withheld', { nullable: false, description: 'Restricted by the force; counts as answered.' }),
  }),
});

const profileField = (number: number) => fields2015[number - 1];

const Field = builder.objectRef<FieldCounts>('FieldCompleteness').implement({
  description: 'How one field of the profile was answered in the notifications of one group.',
  fields: (t) => ({
    ...placeFields(t),
    field: t.string({ description: 'Name of the field.', resolve: ({ field }) => profileField(field)?.name }),
    number: t.exposeInt('field', { nullable: false, description: 'Its number in the profile.' }),
    title: t.string({ description: 'What it is.', resolve: ({ field }) => profileField(field)?.title }),
    seed: t.boolean({
      description: 'Whether the 2015 audit named it.',
      resolve: ({ field }) => profileField(field)?.seed,
    }),
    first: t.field({
      type: AnswerCounts,
      nullable: false,
      description: 'When first received.',
      resolve: ({ first }) => first,
    }),
    latest: t.field({ type: AnswerCounts, nullable: false, description: 'By now.', resolve: ({ latest }) => latest }),
  }),
});

const Feed = builder.objectRef<FeedCounts>('FeedCompleteness').implement({
  description:
    'What the feed of one force sent in the period, as far as it has come; also of a force that sent nothing.',
  fields: (t) => ({
    force: t.exposeString('force', { nullable: false, description: 'Code of the force.' }),
    notifications: t.exposeInt('notifications', { nullable: false, description: 'How many notifications.' }),
    firstOn: t.field({ type: 'Date', description: 'Day of the first.', resolve: ({ firstOn }) => firstOn }),
    lastOn: t.field({ type: 'Date', description: 'Day of the last.', resolve: ({ lastOn }) => lastOn }),
    lastBefore: t.field({
      type: 'Date',
      description: 'Day of the last one before the period; null where there was none.',
      resolve: ({ lastBefore }) => lastBefore,
    }),
    daysWithNone: t.exposeInt('daysWithNone', { nullable: false, description: 'Days without any.' }),
    longestSilenceDays: t.exposeInt('longestSilenceDays', {
      nullable: false,
      description: 'The longest run of such days.',
    }),
    fieldsCarried: t.stringList({
      nullable: false,
      description: 'Names of the fields of which any message held an element, empty or not.',
      resolve: (feed) => [...fieldsCarried(feed)],
    }),
  }),
});

const Item = builder.objectRef<FieldItem & { readonly score: number | null }>('CompletenessItem').implement({
  description: 'A required field as an item of the data quality index.',
  fields: (t) => ({
    field: t.string({ nullable: false, description: 'Name of the field.', resolve: ({ field }) => field.name }),
    number: t.int({ nullable: false, description: 'Its number.', resolve: ({ field }) => field.number }),
    score: t.exposeFloat('score', { description: 'Its score, 0 to 100.' }),
    records: t.exposeInt('records', { nullable: false, description: 'Notifications it applies to.' }),
    validAndComplete: t.exposeInt('validAndComplete', {
      nullable: false,
      description: 'Answered as the profile asks, by now.',
    }),
    defaults: t.exposeInt('defaults', {
      description: 'Answered "not known" or "declined"; null where only a value counts as an answer.',
    }),
    thresholdPercent: t.exposeFloat('thresholdPercent', {
      description:
        'Share of such answers that is taken to be true, in per cent; what is above counts against the score.',
    }),
    coverage: t.exposeFloat('coverage', { nullable: false, description: 'Share of the forces whose feed carries it.' }),
  }),
});

export const CompletenessReport = builder.objectRef<Report>('CompletenessReport').implement({
  description:
    'How completely police notifications answered the profile: the same for everybody who may have the same counted.',
  fields: (t) => ({
    from: t.field({ type: 'Date', nullable: false, description: 'First day.', resolve: ({ from }) => from }),
    to: t.field({ type: 'Date', nullable: false, description: 'Last day.', resolve: ({ to }) => to }),
    by: t.field({
      type: [CompletenessGrouping],
      nullable: { list: false, items: false },
      description: 'What it is counted by.',
      resolve: ({ by }) => [...by],
    }),
    force: t.exposeString('force', { description: 'The one force it is about; null for all.' }),
    asKnownAt: t.field({ type: 'DateTime', description: 'As known then.', resolve: ({ asKnownAt }) => asKnownAt }),
    withheldFields: t.stringList({
      nullable: false,
      description: 'Fields counted in scores of which nobody is given a row: their gaps are police intelligence.',
      resolve: () => withheldFields.map(({ name }) => name),
    }),
    uncounted: t.int({
      nullable: false,
      description:
        'Notifications, of whatever day, scored by an older version of the hub: no count of this report holds them until they are counted anew.',
      resolve: (report) => report.uncounted(),
    }),
    total: t.field({ type: Group, nullable: false, description: 'All together.', resolve: (report) => report.total() }),
    groups: t.field({
      type: [Group],
      nullable: { list: false, items: false },
      description: 'By everything asked for but the field.',
      resolve: async (report) => [...(await report.groups())],
    }),
    fields: t.field({
      type: [Field],
      nullable: { list: false, items: false },
      description: 'By everything asked for; empty where not asked for by field.',
      resolve: async (report) => [...(await report.fields())],
    }),
    feeds: t.field({
      type: [Feed],
      nullable: { list: false, items: false },
      description: 'What each feed sent.',
      resolve: async (report) => [...(await report.feeds())],
    }),
    index: t.float({
      description: 'Data quality index of the required fields, 0 to 100: mean item score times mean coverage.',
      resolve: async (report) => (await report.index()).index,
    }),
    items: t.field({
      type: [Item],
      nullable: { list: false, items: false },
      description: 'What the index is made of.',
      resolve: async (report) => [...(await report.index()).items],
    }),
  }),
});
