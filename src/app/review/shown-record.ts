import { groupBy } from '../../domain/group-by.ts';
import type { Person } from '../../domain/model/person.ts';
import type { Identifier, PersonName } from '../../domain/model/values.ts';
import { loadPersons } from '../../store/persons.ts';
import type { ComparedMember } from '../../store/review-evidence.ts';
import type { Transaction } from '../../store/transaction.ts';

/** What one source says of one person, as far as it is compared; `mask` is the viewer’s for the child. */
export interface ShownRecord {
  readonly mask: bigint;
  readonly subjectId: string;
  /** Whether it is one of the two that were compared. */
  readonly isCompared: boolean;
  readonly organisation: string;
  readonly system: string;
  readonly givenNames: string | null;
  readonly familyName: string | null;
  readonly otherNames: readonly string[] | null;
  readonly birthEarliest: string | null;
  readonly birthLatest: string | null;
  readonly birthPrecision: string | null;
  readonly sex: string | null;
  readonly nhsNumber: string | null;
  readonly upn: string | null;
  readonly address: readonly string[] | null;
  /** Of home and placement. */
  readonly postcodes: readonly string[] | null;
}

const textOf = ({ given, family }: PersonName): string => [given, family].filter((part) => part !== null).join(' ');

const mainName = (names: readonly PersonName[]): PersonName | undefined =>
  names.find(({ use }) => use === 'LEGAL') ?? names.find(({ use }) => use === 'PREFERRED') ?? names[0];

const numberOf = (identifiers: readonly Identifier[], wanted: Identifier['system']): string | null =>
  identifiers.find(({ system, valid }) => system === wanted && valid)?.value ?? null;

const orNull = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list);

const postcodesOf = (persons: readonly Person[]): readonly string[] => [
  ...new Set(persons.flatMap((one) => [one.homeAddress?.postcode ?? [], one.placementAddress?.postcode ?? []].flat())),
];

/** What a source says of a person: of each field what it said last. `persons` are its statements, the oldest first. */
export const shownRecord = (
  member: ComparedMember,
  persons: readonly Person[],
  { mask, isCompared }: Pick<ShownRecord, 'mask' | 'isCompared'>,
): ShownRecord => {
  const newest = persons.toReversed();
  const names = newest.flatMap((person) => person.names);
  const identifiers = newest.flatMap((person) => person.identifiers);
  const birth = newest.find((person) => person.birth !== null)?.birth ?? null;
  const home = newest.find((person) => person.homeAddress !== null)?.homeAddress ?? null;
  const name = mainName(names);
  const others = names.filter((other) => other !== name).map(textOf);
  return {
    ...{ mask, isCompared, subjectId: member.subjectId, organisation: member.organisation, system: member.system },
    ...{ givenNames: name?.given ?? null, familyName: name?.family ?? null },
    otherNames: orNull([...new Set(others)].filter((text) => text !== '')),
    birthEarliest: birth?.earliest ?? null,
    birthLatest: birth?.latest ?? null,
    birthPrecision: birth?.precision ?? null,
    sex: newest.find((person) => person.sex !== null)?.sex ?? null,
    nhsNumber: numberOf(identifiers, 'nhs-number'),
    upn: numberOf(identifiers, 'upn'),
    address: orNull(home?.lines ?? []),
    postcodes: orNull(postcodesOf(newest)),
  };
};

/** Statements by source person, the oldest first. */
export type Said = ReadonlyMap<string, readonly Person[]>;

/** What is now stated of these source persons. */
export const saidOf = async (tx: Transaction, members: readonly ComparedMember[]): Promise<Said> => {
  const stated = await loadPersons(
    tx,
    members.map(({ subjectId }) => subjectId),
  );
  const grouped = groupBy(stated, ({ subjectId }) => subjectId);
  return new Map([...grouped].map(([id, group]) => [id, group.map(({ person }) => person)]));
};
