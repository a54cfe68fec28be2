import { z } from 'zod';
import { countPractice, type PracticeReport } from '../app/practice/report-practice.ts';
import type { PracticeFigure } from '../domain/practice/practice.ts';
import { unanswered } from '../domain/practice/rows.ts';
import { agreementWords } from './agreement-words.ts';
import { command } from './command.ts';
import { countOf, inWords } from './counts.ts';
import { hubClock } from './hub-clock.ts';
import { withHub } from './open-hub.ts';
import { isOrganisation, unknownOrganisation } from './words.ts';

interface Question {
  readonly from: string;
  readonly to: string;
  readonly authority: string | null;
  readonly now: string;
}

// Whoever runs the hub sees no record: which children are behind a figure is told to those who may know, in GraphQL.
const shown = ({ subjects: _subjects, ...figure }: PracticeFigure) => figure;

const excludedWords = {
  stillMissing: 'still missing',
  withinClock: 'within the clock',
  notApplicable: 'not applicable',
  unknown: 'unknown',
} as const;

const asides = ({ excluded }: PracticeFigure): string => {
  const words = Object.entries(excludedWords).flatMap(([key, says]) => {
    const count = Object.entries(excluded).find(([name]) => name === key)?.[1] ?? 0;
    return count === 0 ? [] : [`${inWords(count)} ${says}`];
  });
  return words.length === 0 ? '' : `  (beside them: ${words.join(', ')})`;
};

const median = ({ medianHours }: PracticeFigure): string =>
  medianHours === null ? '' : `; median ${medianHours.toFixed(1)} hours`;

const line = (figure: PracticeFigure): string => {
  const title =
    figure.group === null || !figure.id.endsWith(figure.group) ? figure.title : `${figure.title}: ${figure.group}`;
  const share =
    figure.denominator === 0 ? 'none to count' : `${inWords(figure.numerator)} of ${inWords(figure.denominator)}`;
  return `  ${figure.id.padEnd(27)} ${share.padStart(14)}  ${title}${median(figure)}${asides(figure)}`;
};

const groups: readonly (readonly [string, RegExp])[] = [
  ['The audit itself', /^A/],
  ['What works well', /^W/],
  ['What worries', /^X/],
  ['Impact', /^I/],
  ['What was recommended', /^R/],
  ['Whose voice is heard', /^F/],
  ['Key figures', /^K/],
];

/** The line with the most that went wrong: where to look first. */
const worstOf = (figures: readonly PracticeFigure[]): PracticeFigure | undefined =>
  figures
    .filter(({ id, denominator }) => /^[WX]/.test(id) && denominator > 0)
    .map((figure) => ({ figure, wrong: figure.subjects.filter(({ outcome }) => outcome === 'UNMET').length }))
    .toSorted((a, b) => b.wrong - a.wrong)[0]?.figure;

const nextCommand = ({ from, to, authority }: Question, { figures }: PracticeReport): readonly string[] => {
  const worst = worstOf(figures);
  if (worst === undefined) return [];
  const where = authority === null ? '' : `, authority: "${authority}"`;
  const behind = 'behind(outcome: UNMET) { cases { childId episodeIds explanation } }';
  const question = `{ practice(from: "${from}", to: "${to}"${where}) { figures(lines: ["${worst.id}"]) { ${behind} } } }`;
  return [
    `which children are behind ${worst.id}, as an auditor (noted in the ledger):`,
    `  homeward query '${question}' --role auditor --organisation DSCP --purpose AUDIT_PSEUDONYMISED`,
  ];
};

const textOf = (question: Question, report: PracticeReport): string => {
  const { from, to, authority, now } = question;
  if (report.episodes === 0) return `no absence began from ${from} to ${to}`;
  return [
    `${countOf(report.episodes, 'absence')} of ${countOf(report.children, 'child', 'children')} began from ${from} to ${to}${authority === null ? '' : `, ${authority}`}; clocks read at ${now}`,
    ...groups.flatMap(([title, pattern]) => [title, ...report.figures.filter(({ id }) => pattern.test(id)).map(line)]),
    ...agreementWords(report.agreement),
    'Not answered here',
    ...unanswered.map(({ id, why }) => `  ${id}: ${why}`),
    ...nextCommand(question, report),
  ].join('\n');
};

/** `homeward practice`: what good practice asks, counted over a period. */
export const practiceCommand = command({
  name: 'practice',
  summary: 'count what good practice asks over the absences of a period',
  options: [
    { flags: '--from <date>', summary: 'first day on which an absence began' },
    { flags: '--to <date>', summary: 'last day' },
    { flags: '--authority <code>', summary: 'only children of this responsible authority' },
  ],
  help: 'Example:\n  homeward practice --from 2015-10-16 --to 2015-10-22',
  input: z
    .object({
      from: z.iso.date('is not a date such as 2026-03-01'),
      to: z.iso.date('is not a date such as 2026-03-01'),
      authority: z.string().refine(isOrganisation, unknownOrganisation).optional(),
    })
    .refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before the first day' }),
  run: (deps, { from, to, authority = null }) =>
    withHub(deps, async (hub) => {
      const now = (await hubClock(deps.config, hub)).now();
      const question = { from, to, authority, now };
      const report = await countPractice(hub.pools, 'OPERATOR', {
        ...question,
        signal: deps.signal,
        onProgress: ({ children }) => deps.progress(`${countOf(children, 'child', 'children')} looked at`),
      });
      const { children, episodes, figures, agreement } = report;
      const value = { ...question, children, episodes, figures: figures.map(shown), agreement, unanswered };
      return { value, text: textOf(question, report) };
    }),
});
