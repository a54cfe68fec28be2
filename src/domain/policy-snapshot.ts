import { coordinates, type Governing, governedBy } from './coordinates.ts';
import { decisionsOf } from './decisions.ts';
import { isPseudonymous } from './is-pseudonymous.ts';
import { compileMasks } from './mask.ts';
import { fieldClasses, policyVersion, roles, roleTerms, writers } from './policy.ts';
import { reachedAs } from './reached-as.ts';

/**
 * One line of the policy as it decides: `decides,<role>,<purpose>,<class>,<conditions>,<grant>` and the like. Lines
 * that grant nothing are left out.
 */
type Line = readonly [kind: string, who: string, what: string, fieldClass: string, when: string, grant: string];

const roleLines = (): readonly Line[] =>
  roles.flatMap((role) => [
    ...roleTerms[role].agencies.map((agency): Line => ['held', role, agency, '', '', '']),
    ...roleTerms[role].purposes.flatMap((purpose) => [
      ...reachedAs(role, purpose).map((word): Line => ['reaches', role, purpose, word, '', '']),
      ...(isPseudonymous(role, purpose) ? [['pseudonyms', role, purpose, '', '', ''] satisfies Line] : []),
    ]),
  ]);

const writerLines = (): readonly Line[] =>
  Object.entries(writers).flatMap(([mutation, who]) => who.map((role): Line => ['writes', role, mutation, '', '', '']));

const decisionLines = (): readonly Line[] =>
  roles.flatMap((role) =>
    roleTerms[role].purposes.flatMap((purpose) => {
      const { table } = compileMasks(role, purpose);
      return fieldClasses.flatMap((fieldClass) =>
        decisionsOf(table, fieldClass).map(({ when, grant }): Line => {
          return ['decides', role, purpose, fieldClass, when.join('&'), grant];
        }),
      );
    }),
  );

const governingLine = (kind: string, name: string, governing: Governing): Line => {
  const governed = governedBy(governing);
  return governed ? [kind, name, '', governed.fieldClass, '', governed.level] : [kind, name, '', governing, '', ''];
};

const fieldLines = (): readonly Line[] =>
  Object.entries(coordinates).flatMap(([type, fields]) =>
    Object.entries(fields).map(([field, governing]) => governingLine('field', `${type}.${field}`, governing)),
  );

/** What a reader must see to know of a record, by type; kept beside the policy in the tables that are read. */
export type RecordGoverning = Readonly<Record<string, { readonly shownBy: Governing }>>;

const recordLines = (records: RecordGoverning): readonly Line[] =>
  Object.entries(records).map(([type, { shownBy }]) => governingLine('record', type, shownBy));

/**
 * The whole policy as comma-separated lines, one decision each, so that a change of it can be read and compared:
 * every role, purpose and class with the fewest conditions under which something is granted, every field's class.
 */
export const policySnapshot = (records: RecordGoverning): string => {
  const lines = [...roleLines(), ...writerLines(), ...decisionLines(), ...fieldLines(), ...recordLines(records)];
  const head: readonly Line[] = [
    ['kind', 'who', 'what', 'class', 'when', 'grant'],
    ['version', policyVersion, '', '', '', ''],
  ];
  return `${[...head, ...lines].map((line) => line.join(',')).join('\n')}\n`;
};
