import { userInfo } from 'node:os';
import { z } from 'zod';
import { type Grouping, groupings } from '../domain/completeness/question.ts';
import { InvalidRequest, NotPermitted } from '../domain/errors.ts';
import { organisations } from '../domain/organisations.ts';
import { roles } from '../domain/policy.ts';
import { readViewer, type Viewer } from '../domain/viewer.ts';
import { type CommandDeps, type CommandResult, command } from './command.ts';
import { publishedCsv, publishedTable, reportCsv } from './completeness-csv.ts';
import { type Report, reportAnswer, reportDocument } from './completeness-report.ts';
import { reportWords } from './completeness-words.ts';
import { type Hub, withHub } from './open-hub.ts';
import { InvalidUsage } from './usage.ts';
import { instantWanted, isOrganisation, unknownOrganisation } from './words.ts';

const groupingWords = groupings.map((word) => word.toLowerCase()).join(',');
const isGrouping = (word: string): word is Grouping => groupings.some((one) => one === word);
const partnership = organisations.find(({ agency }) => agency === 'partnership')?.code ?? '';
const day = z.iso.date('is not a day such as 2015-10-16');

const toGroupings = (text: string, context: z.RefinementCtx): readonly Grouping[] => {
  const words = text.split(',').map((word) => word.trim().toUpperCase());
  if (words.every(isGrouping)) return words;
  context.addIssue(`is not a list of: ${groupingWords}`);
  return z.NEVER;
};

const input = z.object({
  from: day,
  to: day,
  by: z.string().default('field').transform(toGroupings),
  csv: z.boolean().default(false),
  published: z.boolean().default(false),
  asKnownAt: z.iso.datetime({ offset: true, error: instantWanted }).optional(),
  role: z.enum(roles).default('auditor'),
  organisation: z.string().default(partnership).refine(isOrganisation, unknownOrganisation),
  purpose: z.string().default('AUDIT_PSEUDONYMISED'),
});
type Words = z.output<typeof input>;

const viewerOf = ({ role, organisation, purpose }: Words): Viewer => {
  const reading = readViewer({ person: userInfo().username, role, organisation, purpose });
  if (!reading.ok) throw new InvalidUsage(reading.reason);
  return reading.viewer;
};

/** Published cells are fixed: those of a calendar year, whole, by month, field and force. */
const publishedBy = ({ from, to }: Words): readonly Grouping[] => {
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${year}-12-31`) return ['FORCE', 'MONTH', 'FIELD'];
  throw new InvalidUsage('--published gives the fixed table of a whole year: --from 2015-01-01 --to 2015-12-31');
};

/** What is asked, checked before any database is opened. */
interface Asked extends Omit<Words, 'by'> {
  readonly by: readonly Grouping[];
  readonly viewer: Viewer;
}

const read = async ({ config }: CommandDeps, hub: Hub, { from, to, by, asKnownAt, viewer }: Asked): Promise<Report> => {
  // GraphQL takes most of a second to load, and every command loads this file.
  const { answerOver } = await import('./answer-over.ts');
  const variables = { from, to, by, ...(asKnownAt === undefined ? {} : { asKnownAt }) };
  const answer = await answerOver({ config, hub, viewer }, { query: reportDocument, variables });
  const { data, errors } = reportAnswer.parse(JSON.parse(answer.text));
  if (errors) throw new InvalidRequest(errors.map(({ message }) => message).join('; '));
  if (!data?.completeness) throw new NotPermitted('this role and purpose may not know what was answered');
  return data.completeness;
};

const resultOf = (report: Report, words: Words): CommandResult => {
  if (words.published) return { value: publishedTable(report), text: publishedCsv(report) };
  return { value: report, text: words.csv ? reportCsv(report) : reportWords(report, words) };
};

/** `homeward completeness`: what notifications leave out, counted. */
export const completenessCommand = command({
  name: 'completeness',
  summary: 'count what police notifications leave out, when first received and by now',
  options: [
    { flags: '--from <day>', summary: 'first day on which they were first received' },
    { flags: '--to <day>', summary: 'last day; it is included' },
    { flags: '--by <words>', summary: `what to count by, of ${groupingWords} (default field)` },
    { flags: '--csv', summary: 'as CSV' },
    { flags: '--published', summary: 'the fixed table of a year that may be published: small counts suppressed' },
    { flags: '--as-known-at <iso>', summary: 'as the hub knew it then' },
    { flags: '--role <role>', summary: 'the role of who asks (default auditor)' },
    { flags: '--organisation <code>', summary: `the organisation of who asks (default ${partnership})` },
    { flags: '--purpose <purpose>', summary: 'what they ask it for (default AUDIT_PSEUDONYMISED)' },
  ],
  help: `Example:
  homeward completeness --from 2015-10-16 --to 2015-10-22 --by force,field`,
  input,
  run: async (deps, words) => {
    const by = words.published ? publishedBy(words) : words.by;
    const asked = { ...words, by, viewer: viewerOf(words) };
    return withHub(deps, async (hub) => resultOf(await read(deps, hub, asked), words));
  },
});
