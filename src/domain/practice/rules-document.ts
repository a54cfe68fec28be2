import { rules } from '../rules/index.ts';
import { caseNoteRubric } from './case-note-rubric.ts';
import { interviewRubric } from './interview-rubric.ts';
import { meetingRubric } from './meeting-rubric.ts';
import { type PolicyPack, policyPacks } from './policy-packs.ts';
import { practiceRows, unanswered } from './rows.ts';
import type { Rule, ShownExample } from './rule.ts';
import { triggers } from './triggers.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const given = (values: object): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? `[${value.join(', ')}]` : String(value)}`)
    .join(', ');

const exampleRow = ({ when, given: values, outcome, flipsAt }: ShownExample): string =>
  `| ${cell(when)} | ${cell(given(values))} | ${outcome}${flipsAt === null ? '' : ` until ${flipsAt}`} |`;

const linesOf = (id: string): string =>
  [...new Set(practiceRows.filter(({ rule }) => rule === id).map((row) => row.id))].join(', ');

interface RubricItem {
  readonly code: string;
  readonly title: string;
  readonly byPerson: boolean;
}

const rubricLine = ({ code, title, byPerson }: RubricItem): string =>
  `- **${code}** ${title}${byPerson ? ' (scored by people)' : ''}`;

const section = (rule: Rule): readonly string[] => [
  `### ${rule.title}`,
  '',
  `\`${rule.id}\`, version ${rule.version}, in force from ${rule.inForce.from}${rule.inForce.to === null ? '' : ` until ${rule.inForce.to}`}. Applied to ${rule.subject}. Counted in: ${linesOf(rule.id)}.`,
  `Source: ${rule.source}.`,
  '',
  '| When | Given | Then |',
  '|---|---|---|',
  ...rule.examples().map(exampleRow),
  '',
];

const packRow = (pack: PolicyPack): string =>
  [
    '',
    pack.version,
    pack.authority ?? 'all others',
    pack.from,
    pack.to ?? '',
    `${pack.repeat.episodes} in ${pack.repeat.days} days`,
    `${pack.longHours} h`,
    pack.exploitation.join(' '),
    `under ${pack.youngUnder}`,
    `${pack.interviewHours} h`,
    `${pack.meetingWorkingDays} / ${pack.minutesWorkingDays} / ${pack.tellWorkingDays}`,
    pack.escalation.map(({ stage, between, workingDays }) => `${stage} ${between}: ${workingDays}`).join('; '),
    pack.closedOn.join(' '),
    '',
  ]
    .join(' | ')
    .trim();

const rubricLines: readonly string[] = [
  '## Rubric of a return home interview',
  '',
  'Each item 0 absent, 1 partial, 2 met. Good is 24 of 30 with none of Q4, Q7, Q10, Q13 absent; below 15 is inadequate.',
  'Without Q4 no interview is complete in quality.',
  '',
  ...interviewRubric.map(rubricLine),
  '',
  '## Rubric of a strategy meeting',
  '',
  'Each item is counted by a rule of its own.',
  '',
  ...meetingRubric.map((item) => `${rubricLine(item)}: \`${item.rule}\``),
  '',
  '## Rubric of a case note',
  '',
  ...caseNoteRubric.map(rubricLine),
  '',
  '## What people score',
  '',
  'Two auditors who were given the case to read score a record as it stands, neither knowing of the other, 0 absent, 1',
  'partial, 2 met with where it shows; nobody scores their own work. What they score can lower what the record shows, and',
  'tells where it is silent. The lower of two counts; where they are two apart a third decides. How far two agree is told',
  'as a quadratically weighted kappa (J. Cohen, Psychological Bulletin 70, 1968), for each item and over all.',
  '',
];

/** The rules of good practice as a page a practitioner can read, written from the register alone. */
export const rulesDocument = (): string =>
  [
    '# What good practice asks',
    '',
    'Written from `src/domain/rules/` and `src/domain/practice/` by a test; change those, not this page.',
    '',
    '- **MET** and **UNMET** are decided. **OPEN** waits: the child is away, or there is time until an instant.',
    '- **UNKNOWN** is never guessed: days do not tell 72 hours. **NOT_APPLICABLE** is counted beside.',
    '- A figure is so many of so many that are decided; all others are shown beside it.',
    '- What nobody recorded of their own work counts as not done: practice does not look better for silence.',
    '',
    '## What authorities decided',
    '',
    'The pack in force on the day something happened counts, whenever that is asked.',
    '',
    '| Pack | Authority | From | Until | T2 | T3, T6 | T4 factors | T6 | Interview | Meeting / minutes / told, working days | Escalation, working days | Closed |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...policyPacks.map(packRow),
    '',
    '## Criteria of a strategy meeting',
    '',
    'Each is read from the records for each absence, whatever anybody recorded; T1 and T8 only people can record.',
    '',
    ...triggers.map(({ trigger, title }) => `- **${trigger}** ${title}`),
    '',
    ...rubricLines,
    '## Rules',
    '',
    ...rules.flatMap(section),
    '## Not answered',
    '',
    ...unanswered.map(({ id, why }) => `- **${id}**: ${why}`),
    '',
  ].join('\n');
