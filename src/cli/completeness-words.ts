import type { FieldRow, GroupRow, Report } from './completeness-report.ts';

const width = 20;

const bar = (part: number, whole: number): string => {
  const filled = whole === 0 ? 0 : Math.round((part / whole) * width);
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
};

const percent = (share: number | null): string => (share === null ? 'none' : `${Math.round(share * 100)} %`);

/** What most of the unanswered say instead of an answer. */
const whyOf = ({ applies, passes, missing, invalid }: FieldRow['first']): string => {
  const unanswered = applies - passes;
  if (unanswered === 0) return 'always answered';
  if (missing * 2 >= unanswered) return missing >= unanswered ? 'nobody asked' : 'mostly nobody asked';
  if (invalid * 2 >= unanswered) return 'placeholders and unusable values';
  return 'no word of who asked and when';
};

const placeWords = ({
  force,
  authority,
  unit,
  week,
  month,
}: Pick<GroupRow, 'force' | 'authority' | 'unit' | 'week' | 'month'>) =>
  [force && `force ${force}`, authority, unit, week && `week of ${week}`, month?.slice(0, 7)]
    .filter((word) => typeof word === 'string' && word !== '')
    .join(', ');

const fieldLine = (row: FieldRow): string => {
  const { applies, unanswered } = row.first;
  const now = row.latest.unanswered === unanswered ? '' : `, ${row.latest.unanswered} by now`;
  const mark = row.seed ? '*' : ' ';
  const place = placeWords(row);
  const words = `unanswered in ${unanswered} of ${applies}${now}; ${whyOf(row.first)}`;
  return `${mark} ${`${row.field}:`.padEnd(24)} ${bar(unanswered, applies)} ${words}${place === '' ? '' : ` (${place})`}`;
};

const groupLine = (row: GroupRow): string => {
  const { notifications, firstComplete, latestComplete } = row;
  const words = `complete ${firstComplete} of ${notifications} when first received, ${latestComplete} by now`;
  return `  ${placeWords(row).padEnd(40)} ${bar(firstComplete, notifications)} ${words}`;
};

const share = ({ first }: FieldRow): number => first.unanswered / Math.max(1, first.applies);

const rowsOf = ({ by, fields, groups }: Report): readonly string[] => {
  if (!by.includes('FIELD')) return by.length === 0 ? [] : groups.map(groupLine);
  const worst = fields.toSorted((a, b) => share(b) - share(a) || a.number - b.number);
  const lines = worst.filter(({ first, latest }) => first.unanswered + latest.unanswered > 0).map(fieldLine);
  return [...lines, '  (* named by the 2015 audit)'];
};

const lowest = (items: Report['items']): string => {
  const scored = items.flatMap(({ field, score }) => (score === null ? [] : [{ field, score }]));
  const three = scored.toSorted((a, b) => a.score - b.score).slice(0, 3);
  return three.length === 0
    ? ''
    : `; lowest ${three.map(({ field, score }) => `${field} ${score.toFixed(1)}`).join(', ')}`;
};

const totalLines = ({ total, index, items }: Report): readonly string[] => {
  const { notifications, firstComplete, latestComplete, stillIncomplete, medianHoursToComplete: hours } = total;
  return [
    `  complete: ${firstComplete} when first received, ${latestComplete} by now; ${stillIncomplete} still incomplete`,
    `  required fields answered: ${percent(total.firstScore)} when first received, ${percent(total.latestScore)} by now`,
    `  fields the audit named: ${percent(total.firstSeedScore)} when first received, ${percent(total.latestSeedScore)} by now`,
    `  median time to complete: ${hours === null ? `none of ${notifications} was ever complete` : `${hours} hours`}`,
    `  data quality index: ${index === null ? 'none' : `${index.toFixed(1)} of 100`}${lowest(items)}`,
  ];
};

const feedLine = (feed: Report['feeds'][number]): string => {
  const { force, notifications, lastOn, lastBefore, longestSilenceDays, fieldsCarried } = feed;
  if (lastOn === null)
    return `  feed of force ${force}: silent; ${lastBefore === null ? 'it never sent any' : `the last came on ${lastBefore}`}`;
  return `  feed of force ${force}: ${notifications} notifications, the last on ${lastOn}, silent for ${longestSilenceDays} days at longest, carries ${fieldsCarried.length} fields`;
};

const feedLines = ({ feeds, fields, withheldFields }: Report): readonly string[] => [
  ...feeds.map(feedLine),
  ...(fields.length > 0 ? [`  not listed, counted in scores: ${withheldFields.join(', ')} (police intelligence)`] : []),
];

/** Who asks, as options of a command. */
export interface AskerOptions {
  readonly role: string;
  readonly organisation: string;
  readonly purpose: string;
}

const nextCommand = ({ from, to, fields }: Report, { role, organisation, purpose }: AskerOptions): string => {
  const worst = fields.toSorted((a, b) => share(b) - share(a) || a.number - b.number)[0];
  const field = worst && worst.first.unanswered > 0 ? `, field: "${worst.field}"` : '';
  const ask = `{ incompleteNotifications(from: "${from}", to: "${to}"${field}) { nodes { id unit sentAt completeness { gaps { field state stage } } } } }`;
  return `npx homeward query '${ask}' --role ${role} --organisation ${organisation} --purpose ${purpose}`;
};

/** A report in words with bars; it ends with the command to type next. */
export const reportWords = (report: Report, asker: AskerOptions): string =>
  [
    `${report.total.notifications} notifications first received ${report.from} to ${report.to}${report.force ? ` from force ${report.force}` : ''}`,
    ...(report.uncounted > 0
      ? [
          `  NOT ALL ARE COUNTED: ${report.uncounted} were scored by an older version; to count them now: homeward rebuild`,
        ]
      : []),
    ...totalLines(report),
    '',
    ...rowsOf(report),
    '',
    ...feedLines(report),
    '',
    'Next:',
    `  ${nextCommand(report, asker)}`,
  ].join('\n');
