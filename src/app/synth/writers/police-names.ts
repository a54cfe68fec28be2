import type { PersonName } from '../../../domain/model/values.ts';
import { nameFor } from './person-cells.ts';
import type { PoliceMessage } from './police-message.ts';

type Person = PoliceMessage['person'];

/** One text a name: the contract has one field for an alias. */
const inOneText = ({ given, family }: PersonName): string => [given, family].filter((part) => part !== null).join(' ');

/** The name the child goes by. */
export const preferredOf = (person: Person): string | null => {
  const name = nameFor(person, 'PREFERRED');
  return name === undefined ? null : inOneText(name);
};

/** Aliases and former names, which the contract does not tell apart. */
export const aliasesOf = ({ names }: Person): readonly string[] =>
  names.filter(({ use }) => use === 'ALIAS' || use === 'FORMER').map(inOneText);

/** Risk factors that the contract asks for apart: why the child may not simply be returned home. */
const returnHomeConcerns: ReadonlySet<string> = new Set([
  'DOMESTIC_ABUSE',
  'HONOUR_BASED_ABUSE',
  'FORCED_MARRIAGE',
  'FGM',
  'RADICALISATION',
]);

/** The factors of an absence that are, or are not, concerns about returning home. */
export const factorsOf = ({ episode }: PoliceMessage, areConcerns: boolean): readonly string[] =>
  (episode?.riskFactors ?? []).filter((factor) => returnHomeConcerns.has(factor) === areConcerns);
