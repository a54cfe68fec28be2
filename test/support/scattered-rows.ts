import type { Random } from './random.ts';

const part = (random: Random): Record<string, unknown> => ({
  name: random.pick(['Ann', 'Bo']),
  lines: ['1 Elm Street', 'Doncaster'],
  postcode: random.chance(0.5) ? 'DN1 1AA' : null,
  system: 'upn',
  value: `V${random.below(9)}`,
  valid: random.chance(0.5),
  number: 40 + random.below(8),
  field: random.pick(['religion', 'risk', 'culture', 'familyName', 'selfHarm', 'homeAddress', 'lastSeenPlace', 'harm']),
  joined: 'FIRST',
});

const listColumns = new Set([
  'other_names',
  'identifiers',
  'parents',
  'professionals',
  'persons_posing_risk',
  'likely_places',
  'thought_to_be_with',
  'sources',
  'gaps',
  'provenance',
  'conflicts',
  'attempts',
  'actions',
  'shared_with',
  'attendance',
  'risks',
  'aims',
  'informed',
]);
const wordColumns = new Set([
  'disabilities',
  'risk_factors',
  'harm',
  'reasons',
  'quotes',
  'prepared_from',
  'special_needs',
  'triggers',
  'tabled',
  'needs',
  'goals',
]);

const jsonValue = (random: Random, column: string): unknown => {
  if (wordColumns.has(column)) return Array.from({ length: random.below(3) }, () => random.pick(['1A', '11A']));
  if (listColumns.has(column)) return Array.from({ length: random.below(3) }, () => part(random));
  return part(random);
};

const enumerated: Readonly<Record<string, readonly string[]>> = {
  status: ['OPEN', 'ENDED', 'CANCELLED'],
  decision: ['CONVENED', 'NOT_CONVENED'],
  message_type: ['NEW', 'UPDATE', 'FOUND'],
};

const dayOf = (random: Random) => `2015-10-${String(1 + random.below(28)).padStart(2, '0')}`;

/** A value of a column by chance, of its type. */
export const inventedValue = (random: Random, column: string, type: string): unknown => {
  const words = enumerated[column];
  if (words) return random.pick(words);
  switch (type) {
    case 'text':
      return random.pick(['one', "O'Two", 'three "3"', '\u00e9\u2028', '']);
    case 'int4':
      return random.below(100);
    case 'float4':
      return random.pick([0, 0.5, 1, 0.25]);
    case 'bool':
      return random.chance(0.5);
    case 'date':
      return dayOf(random);
    case 'timestamptz':
      return `${dayOf(random)}T0${random.below(10)}:15:30.${100 + random.below(900)}Z`;
    default:
      return jsonValue(random, column);
  }
};

const alwaysSet = new Set([
  'gaps',
  'sources',
  'provenance',
  'conflicts',
  'status',
  'complete',
  'score',
  'answers',
  'plan_type',
  'finding_type',
  'factor',
  'present',
  'day',
  'session',
  'code',
  'stage',
  'about',
  'recipient_role',
  'respondent',
]);
/** Columns that say what a row is and whose, not what is known of a child. */
export const structural: ReadonlySet<string> = new Set([
  'id',
  'child_id',
  'episode_id',
  'notification_id',
  'subject_id',
  'source_record_id',
  'known_from',
  'known_to',
  'closed_as',
  'absences',
  'organisation',
  'key',
  'entered_by',
  'flags',
  'attached_ids',
  'source_episodes',
  'received_at',
  'first_known_at',
  'stated_at',
  'feed_lacks',
]);

/** What reports count by; no field of a child is read from them. */
const countedOnly =
  /^(first|latest)_(applies|required|passes|not_known|declined|not_applicable|missing|invalid|withheld)$|^(opens_thread|received_on|authority|latest_profile_version)$/;

/** Names of the columns that hold no invented value, and what must always hold one. */
const isInvented = (column: string, fixed: Readonly<Record<string, unknown>>): boolean =>
  !(column in fixed) && !structural.has(column) && !countedOnly.test(column);

const absence = (random: Random) => ({
  reason: random.pick(['NOT_ASKED', 'ASKED_DECLINED', 'INVALID']),
  askedBy: 'PC 1',
});

/** What is known of the columns of a table: their types, which may not be empty, and under which key each absence is kept. */
export interface TableColumns {
  readonly types: ReadonlyMap<string, string>;
  readonly required: ReadonlySet<string>;
  readonly absentAs: ReadonlyMap<string, string>;
}

/** The invented rows of one table: every column by chance a value, or null with a reason. */
export const scatterRow = (
  random: Random,
  { types, absentAs }: TableColumns,
  fixed: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const invented = [...types].filter(([column]) => isInvented(column, fixed));
  const [held, empty] = [new Map<string, unknown>(), new Map<string, unknown>()];
  for (const [column, type] of invented) {
    if (alwaysSet.has(column) || random.chance(0.6)) held.set(column, inventedValue(random, column, type));
    else empty.set(absentAs.get(column) ?? '', absence(random));
  }
  empty.delete('');
  const absences = types.has('absences') ? { absences: Object.fromEntries(empty) } : {};
  return { ...fixed, ...Object.fromEntries(held), ...absences };
};
