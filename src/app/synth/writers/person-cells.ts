import type { SourceAbsenceReason } from '../../../domain/absence.ts';
import type { Identifier, PersonName } from '../../../domain/model/values.ts';
import type { InventedSource } from '../invented.ts';

type Person = InventedSource['person'];

/** Why there is no UPN, as DfE returns code it. */
const upnUnknown: Readonly<Partial<Record<SourceAbsenceReason, string>>> = {
  NOT_APPLICABLE: 'UN1',
  TEMPORARILY_UNKNOWN: 'UN4',
  ASKED_UNKNOWN: 'UN5',
};

/** Why there is no ethnicity, as DfE returns code it. */
const ethnicityUnknown: Readonly<Partial<Record<SourceAbsenceReason, string>>> = {
  ASKED_DECLINED: 'REFU',
  ASKED_UNKNOWN: 'NOBT',
};

/** The value of the first identifier of a system; null where there is none. */
export const identifierIn = ({ identifiers }: Person, system: Identifier['system']): string | null =>
  identifiers.find((identifier) => identifier.system === system)?.value ?? null;

/** The first name of a use. */
export const nameFor = ({ names }: Person, use: PersonName['use']): PersonName | undefined =>
  names.find((name) => name.use === use);

/** The code that says why there is no UPN; null where there is one, or no code says it. */
export const upnUnknownCode = ({ person, personAbsences }: InventedSource): string | null => {
  const reason = personAbsences?.['upn']?.reason;
  return identifierIn(person, 'upn') !== null || reason === undefined ? null : (upnUnknown[reason] ?? null);
};

/** The DfE code of the ethnicity, or of why there is none; null where no code says it. */
export const ethnicityCode = ({ person, personAbsences }: InventedSource): string | null => {
  const { ethnicity } = person;
  if (ethnicity !== null) return ethnicity.scheme === 'DFE' ? ethnicity.sourceCode : ethnicity.code;
  const reason = personAbsences?.['ethnicity']?.reason;
  return reason === undefined ? null : (ethnicityUnknown[reason] ?? null);
};
