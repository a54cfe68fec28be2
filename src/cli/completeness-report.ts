import { z } from 'zod';
import { groupings } from '../domain/completeness/question.ts';

const place = {
  force: z.string().nullable(),
  authority: z.string().nullable(),
  unit: z.string().nullable(),
  week: z.string().nullable(),
  month: z.string().nullable(),
};

const states = z.object({
  ...{ applies: z.int(), passes: z.int(), unanswered: z.int(), notKnown: z.int(), declined: z.int() },
  ...{ notApplicable: z.int(), missing: z.int(), invalid: z.int(), withheld: z.int() },
});

const group = z.object({
  ...place,
  ...{ notifications: z.int(), firstComplete: z.int(), latestComplete: z.int(), stillIncomplete: z.int() },
  ...{ firstScore: z.number().nullable(), latestScore: z.number().nullable() },
  ...{ firstSeedScore: z.number().nullable(), latestSeedScore: z.number().nullable() },
  medianHoursToComplete: z.number().nullable(),
});

const field = z.object({
  ...place,
  ...{ field: z.string(), number: z.int(), title: z.string(), seed: z.boolean(), first: states, latest: states },
});

const report = z.object({
  ...{ from: z.string(), to: z.string(), by: z.array(z.enum(groupings)), force: z.string().nullable() },
  asKnownAt: z.string().nullable(),
  withheldFields: z.array(z.string()),
  uncounted: z.int(),
  total: group,
  groups: z.array(group),
  fields: z.array(field),
  feeds: z.array(
    z.object({
      ...{ force: z.string(), notifications: z.int(), firstOn: z.string().nullable(), lastOn: z.string().nullable() },
      lastBefore: z.string().nullable(),
      ...{ daysWithNone: z.int(), longestSilenceDays: z.int(), fieldsCarried: z.array(z.string()) },
    }),
  ),
  index: z.number().nullable(),
  items: z.array(
    z.object({
      ...{ field: z.string(), score: z.number().nullable(), coverage: z.number(), records: z.int() },
      ...{ validAndComplete: z.int(), defaults: z.int().nullable(), thresholdPercent: z.number().nullable() },
    }),
  ),
});
/** A report as GraphQL answers it. */
export type Report = Readonly<z.infer<typeof report>>;
export type GroupRow = Report['groups'][number];
export type FieldRow = Report['fields'][number];

/** What GraphQL answers: a report, none for whoever may have none, or why not. */
export const reportAnswer = z.object({
  data: z.object({ completeness: report.nullable() }).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

const places = Object.keys(place).join(' ');
const stateWords = Object.keys(states.shape).join(' ');
const groupWords = Object.keys(group.shape).join(' ');

/** The one question the command asks. */
export const reportDocument = `query Completeness($from: Date!, $to: Date!, $by: [CompletenessGrouping!], $asKnownAt: DateTime) {
  completeness(from: $from, to: $to, by: $by, asKnownAt: $asKnownAt) {
    from to by force asKnownAt withheldFields uncounted index
    total { ${groupWords} } groups { ${groupWords} }
    fields { ${places} field number title seed first { ${stateWords} } latest { ${stateWords} } }
    feeds { force notifications firstOn lastOn lastBefore daysWithNone longestSilenceDays fieldsCarried }
    items { field score coverage records validAndComplete defaults thresholdPercent }
  }
}`;

const published = z.array(
  z.object({
    ...{ month: z.string(), field: z.string(), total: z.int().nullable() },
    cells: z.array(z.object({ force: z.string(), count: z.int().nullable() })),
  }),
);
/** The published table as GraphQL answers it. */
export type Published = Readonly<z.infer<typeof published>>;

/** What GraphQL answers: the table, none for whoever may have none, or why not. */
export const publishedAnswer = z.object({
  data: z.object({ publishedCompleteness: published.nullable() }).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

export const publishedDocument = `query PublishedCompleteness($year: Int!) {
  publishedCompleteness(year: $year) { month field total cells { force count } }
}`;
