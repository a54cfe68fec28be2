import { userInfo } from 'node:os';
import { z } from 'zod';
import { type Grouping, groupings } from '../domain/completeness/question.ts';
import { InvalidRequest, NotPermitted } from '../domain/errors.ts';
import { organisations } from '../domain/organisations.ts';
import { roles } from '../domain/policy.ts';
import { readViewer, type Viewer } from '../domain/viewer.ts';
import { type CommandDeps, type CommandResult, command } from './command.ts';
import { publishedCsv, reportCsv } from './completeness-csv.ts';
import {
  type Published,
  publishedAnswer,
  publishedDocument,
  type Report,
  reportAnswer,
  reportDocument,
} from './completeness-report.ts';
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
const publishedYear = ({ from, to }: Words): number => {
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${year}-12-31`) return Number(year);
  throw new InvalidUsage('--published gives the fixed table of a whole year: --from 2015-01-01 --to 2015-12-31');
};

/** Who asks, checked before any database is opened. */
interface Asking {
  readonly deps: CommandDeps;
  readonly hub: Hub;
  readonly viewer: Viewer;
}

interface Answer<Data> {
  readonly data?: Data | null | undefined;
  readonly errors?: readonly { readonly message: string }[] | undefined;
}

const ask = async ({ deps: { config }, hub, viewer }: Asking, query: string, variables: Record<string, unknown>) => {
  // GraphQL takes most of a second to load, and every command loads this file.
  const { answerOver } = await import('./answer-over.ts');
  const { text } = await answerOver({ config, hub, viewer }, { query, variables });
  return JSON.parse(text);
};

const answered = <Data, Part>({ data, errors }: Answer<Data>, part: (data: Data) => Part | null): Part => {
  if (errors) throw new InvalidRequest(errors.map(({ message }) => message).join('; '));
  const found = data && part(data);
  if (!found) throw new NotPermitted('this role and purpose may not know what was answered');
  return found;
};

const readReport = async (asking: Asking, { from, to, by, asKnownAt }: Words): Promise<Report> => {
  const variables = { from, to, by, ...(asKnownAt === undefined ? {} : { asKnownAt }) };
  const answer = await ask(asking, reportDocument, variables);
  return answered(reportAnswer.parse(answer), ({ completeness }) => completeness);
};

const readPublished = async (asking: Asking, year: number): Promise<Published> => {
  const answer = await ask(asking, publishedDocument, { year });
  return answered(publishedAnswer.parse(answer), ({ publishedCompleteness }) => publishedCompleteness);
};

const publishedResult = (table: Published): CommandResult => ({ value: table, text: publishedCsv(table) });

const reportResult = (report: Report, words: Words): CommandResult => ({
  value: report,
  text: words.csv ? reportCsv(report) : reportWords(report, words),
});

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
    const [year, viewer] = [words.published ? publishedYear(words) : null, viewerOf(words)];
    return withHub(deps, async (hub) => {
      const asking = { deps, hub, viewer };
      if (year !== null) return publishedResult(await readPublished(asking, year));
      return reportResult(await readReport(asking, words), words);
    });
  },
});
