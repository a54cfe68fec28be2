import { coordinates, governedBy } from './coordinates.ts';
import { isPseudonymous } from './is-pseudonymous.ts';
import {
  classes,
  type FieldClass,
  fieldClasses,
  matrix,
  policyVersion,
  purposeExcludes,
  purposeNeedsOpenEpisode,
  purposes,
  type Role,
  roles,
  roleTerms,
  writers,
} from './policy.ts';
import { reachRules } from './reach.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const matrixTable = (): string =>
  table(
    ['role', ...fieldClasses],
    roles.map((role) => [`\`${role}\``, ...matrix[role]]),
  );

const fieldsOf = (fieldClass: FieldClass, level: 'summary' | 'full'): string =>
  Object.entries(coordinates)
    .filter(([type]) => !type.endsWith('Input'))
    .flatMap(([type, fields]) =>
      Object.entries(fields)
        .filter(([, governing]) => {
          const governed = governedBy(governing);
          return governed?.fieldClass === fieldClass && (governed.level === 'full') === (level === 'full');
        })
        .map(([field]) => `\`${type}.${field}\``),
    )
    .join(' ');

const classTable = (): string =>
  table(
    ['class', 'what', 'summary fields', 'fields of a full grant', 'ask'],
    fieldClasses.map((word) => [
      word,
      classes[word].title,
      fieldsOf(word, 'summary'),
      fieldsOf(word, 'full'),
      classes[word].ask,
    ]),
  );

const pseudonymsOf = (role: Role): string => {
  const under = roleTerms[role].purposes.filter((purpose) => isPseudonymous(role, purpose));
  if (under.length === 0) return 'no';
  return under.length === roleTerms[role].purposes.length ? 'yes' : `for ${under.join(', ')}`;
};

const roleTable = (): string =>
  table(
    ['role', 'held in', 'comes to a child as', 'may declare', 'protected address', 'pseudonyms'],
    roles.map((role) => {
      const { agencies, reachedAs, purposes: declared, seesProtectedAddress } = roleTerms[role];
      return [
        `\`${role}\``,
        agencies.join(', '),
        reachedAs.join(', ') || 'nobody',
        declared.join(', '),
        seesProtectedAddress ? 'where its cell allows' : 'never',
        pseudonymsOf(role),
      ];
    }),
  );

const purposeTable = (): string =>
  table(
    ['purpose', 'never serves', 'lapses when no episode is open'],
    purposes.map((purpose) => [
      purpose,
      purposeExcludes[purpose]?.join(', ') ?? 'nothing beyond the matrix',
      purposeNeedsOpenEpisode.has(purpose) ? 'yes' : 'no',
    ]),
  );

const reachTable = (): string =>
  table(
    ['relationship', 'comes from'],
    reachRules.map(({ reason, title }) => [reason, title]),
  );

const writerTable = (): string =>
  table(
    ['mutation', 'roles'],
    Object.entries(writers).map(([mutation, who]) => [`\`${mutation}\``, who.map((role) => `\`${role}\``).join(', ')]),
  );

/** The permission policy as a page: what an information-governance lead reviews. Generated from the tables themselves. */
export const policyDocument = (): string => `# Who may see what

Generated from \`src/domain/policy.ts\`, \`coordinates.ts\` and \`reach.ts\`; policy version ${policyVersion}. A relationship
comes first: without one there is no child. Then the matrix decides, narrowed by the declared purpose.

## The matrix
F full. S summary fields. O records of the reader's own organisation. L full while an episode is open, nothing
otherwise. H full for the child's own placement. A by border agreement: nothing until one is in force. G break-glass
only. P summary fields, under pseudonyms. X nothing.

${matrixTable()}

## The classes
${classTable()}

## The roles
${roleTable()}

## The purposes
${purposeTable()}

## How a relationship comes about
${reachTable()}

## Who may write
Each of children they have a relationship to, and records of their own organisation only. A field of a record may be
named by whoever may see everything it holds; what is not named keeps its value.

${writerTable()}
`;
