import { basename } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { z } from 'zod';
import { type Evaluation, evaluate } from '../app/link/evaluate.ts';
import { readMapping } from '../app/link/mapping.ts';
import type { PairFigures } from '../app/link/pair-figures.ts';
import { command } from './command.ts';
import { countOf } from './counts.ts';
import { readGiven } from './files.ts';

const help = `MAP.json says what the columns hold:
  { "id": "rid", "source": "src", "fields": [
    { "name": "nhs", "kind": "identifier", "column": "nhs", "validate": "nhs" },
    { "name": "born", "kind": "date", "columns": ["dob", "precision"] }, … ] }
Kinds: givenName middleName surname alias date sex postcode houseNumber address identifier text category.
A date of two columns has its precision in the second (day, month, year or 0 to 2), of three it is year, month, day;
"format" is such as DD/MM/YYYY. Several columns of postcode are the present one, then past ones. "strong" is a text
hardly two people share. An empty value is absent.
TRUTH is column:NAME, or a CSV of ids and entities; it is opened only once the clusters are made.
Tables with names, date, postcode and an identifier checked as nhs or upn are of children: the frozen model and the
guards decide. For any other a model is trained on its own records.`;

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

const pairLine = (
  title: string,
  { threshold, precision, recall, f1, falsePositives, falseNegatives }: PairFigures,
): string =>
  `${title} at ${threshold.toFixed(1)} bits: precision ${percent(precision)}, recall ${percent(recall)}, F1 ${f1.toFixed(5)} (${falsePositives} false, ${falseNegatives} missed)`;

const textOf = ({
  records,
  candidatePairs,
  seconds,
  pairs,
  best,
  clusters,
  review,
  linkedOrReviewRecall,
}: Evaluation): string =>
  [
    `${countOf(records, 'record')}, ${countOf(candidatePairs, 'candidate pair')}, ${seconds} s`,
    pairLine('pairs', pairs),
    pairLine('best ', best),
    `clusters: precision ${percent(clusters.precision)}, recall ${percent(clusters.recall)}, ${clusters.wrongClusters} wrong (${clusters.wrongPer100k.toFixed(1)} per 100,000), ${clusters.splits} split`,
    `review: ${countOf(review.pairs, 'task')}, ${percent(review.shareOfRecords)} of records, ${percent(review.precision)} true; linked or in review ${percent(linkedOrReviewRecall)}`,
  ].join('\n');

/** `homeward link evaluate`: how well records are linked, on a labelled set of anybody's. */
export const linkEvaluateCommand = command({
  name: 'link evaluate',
  summary: 'how well records are linked, measured on a labelled table',
  arguments: [
    { syntax: '<left>', summary: 'CSV of records' },
    { syntax: '[right]', summary: 'second CSV, of the same columns' },
  ],
  options: [
    { flags: '--map <file>', summary: 'JSON: which column holds what' },
    { flags: '--truth <truth>', summary: 'column:NAME, or a CSV of ids and entities' },
    { flags: '--mode <mode>', summary: 'dedupe (default), or link: only across two tables' },
    { flags: '--hide <fields>', summary: 'names of fields to leave out, with commas' },
  ],
  help,
  input: z.object({
    left: z.string(),
    right: z.string().optional(),
    map: z.string('is needed'),
    truth: z.string('is needed'),
    mode: z.enum(['dedupe', 'link'], 'is neither dedupe nor link').default('dedupe'),
    hide: z
      .string()
      .default('')
      .transform((names) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean),
      ),
  }),
  run: async ({ progress }, { left, right = null, map, truth, mode, hide }) => {
    // Hundreds of thousands of records stay; without this the heap grows to half as much again before it is cleared.
    setFlagsFromString('--heap-growing-percent=40');
    const mapping = readMapping(basename(map), Buffer.from(await readGiven(map)).toString('utf8'));
    const clock = () => performance.now();
    const value = await evaluate({ left, right, mapping, truth, mode, hidden: hide, clock, onProgress: progress });
    return { value, text: textOf(value) };
  },
});
