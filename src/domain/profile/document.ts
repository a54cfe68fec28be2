import { conditions } from './conditions.ts';
import type { Need, ProfileField } from './fields.ts';
import type { ProfileOverride } from './overrides.ts';
import { type Profile, profiles } from './profiles.ts';
import { stages } from './stages.ts';

const requirementWords = { MANDATORY: 'value', ANSWER: 'answer', RECOMMENDED: 'recommended' } as const;

const leaves = (paths: readonly string[]): string => paths.map((path) => `\`${path}\``).join(', ');

const needWords = ({ of, when, paths }: Need): string => {
  const words = of === 'ANY' ? `any of ${leaves(paths)}` : leaves(paths);
  return when === 'ALWAYS' ? words : `if ${conditions[when].title}: ${words}`;
};

const requirementOf = (field: ProfileField): string => {
  const condition = field.condition === 'ALWAYS' ? '' : ` if ${conditions[field.condition].title}`;
  const escalation = field.mandatoryWhen === null ? '' : `; value once ${conditions[field.mandatoryWhen].title}`;
  return `${requirementWords[field.requirement]}${condition}${escalation}`;
};

const row = (field: ProfileField): string =>
  [
    '',
    String(field.number),
    `\`${field.name}\``,
    field.title,
    requirementOf(field),
    field.needs.map(needWords).join('; '),
    leaves(field.welcome),
    field.severity.toLowerCase(),
    field.seed ? 'yes' : '',
    field.why,
    field.basis,
    '',
  ]
    .join(' | ')
    .trim();

const overrideRow = (override: ProfileOverride): string =>
  [
    '',
    override.authority,
    `\`${override.field}\``,
    override.condition === undefined
      ? requirementWords[override.requirement]
      : `${requirementWords[override.requirement]} if ${conditions[override.condition].title}`,
    override.from,
    override.to ?? '',
    override.reason,
    '',
  ]
    .join(' | ')
    .trim();

const overrideRows = ({ overrides }: Profile): readonly string[] =>
  overrides.length === 0
    ? ['No authority asks for anything else.']
    : [
        'What single authorities ask for differently, by the responsible authority when the message came:',
        '',
        '| Authority | Field | Required | From | Until | Reason |',
        '|---|---|---|---|---|---|',
        ...overrides.map(overrideRow),
      ];

const stageRows: readonly string[] = Object.entries(stages).map(
  ([stage, { title, at }]) => `| ${stage} | ${title} | ${at} |`,
);

const section = (profile: Profile): readonly string[] => [
  `## Version ${profile.version}`,
  '',
  `In force from ${profile.validFrom}${profile.validTo === null ? '' : ` until ${profile.validTo}`}.`,
  profile.identifierSchemeFrom === null
    ? 'No identifier is mandatory yet: section 16LC of the Children Act 2004 is not commenced.'
    : `An identifier is mandatory from ${profile.identifierSchemeFrom}.`,
  '',
  '| # | Name | What | Required | Answered by | Also welcome | If missing | 2015 audit | Why | Basis |',
  '|---|---|---|---|---|---|---|---|---|---|',
  ...profile.fields.map(row),
  '',
  ...overrideRows(profile),
  '',
];

/** The completeness profile as a page a practitioner can read, written from the table alone. */
export const profileDocument = (versions: readonly Profile[] = profiles): string =>
  [
    '# What a complete police notification contains',
    '',
    'Written from `src/domain/profile/fields.ts` by a test; change the table, not this page.',
    '',
    '- **value**: only a value will do.',
    '- **answer**: a value, or NOT_KNOWN, DECLINED or NOT_APPLICABLE with who was asked and when. Silence fails.',
    '- **recommended**: asked for, never held against the message.',
    '- What the source restricts (WITHHELD) passes and is reported apart.',
    '- A message is *complete* when every value and answer that applies is there; its *score* is the share of them.',
    '- An update need not repeat what its thread already said; the newest answer wins, an empty one never does.',
    '',
    '## Where an answer was lost',
    '',
    'Each gap says at which stage, by what the message itself shows. Parts lost at different stages make it UNKNOWN.',
    '',
    '| Stage | What shows it | At |',
    '|---|---|---|',
    ...stageRows,
    '',
    ...versions.flatMap(section),
  ].join('\n');
