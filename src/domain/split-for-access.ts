import { groupBy } from './group-by.ts';
import { type RecordKind, recordKinds } from './model/kinds.ts';
import { findOrganisation } from './organisations.ts';
import { type Exemption, exemptions, type Handling, subjectAccess } from './subject-access.ts';

/** One version of a record of the child, as it is given or held for review. */
export interface AccessVersion {
  readonly record: string;
  readonly kind: RecordKind;
  /** Code of the organisation that sent it. */
  readonly organisation: string;
  /** Its numbering of the child, and the record's key in it. */
  readonly system: string;
  readonly key: string;
  readonly statedAt: string | null;
  readonly receivedAt: string;
  readonly knownFrom: string;
  /** When it was replaced or withdrawn; null while it is current. */
  readonly knownTo: string | null;
  readonly endedAs: 'SUPERSEDED' | 'RETRACTED' | null;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why a field holds no value. */
  readonly absences: Readonly<Record<string, string>>;
}

/** A value held for a person to review, and by which exemption. */
export interface HeldValue {
  readonly exemption: Exemption;
  readonly reason: string;
  readonly source: string;
  readonly value: unknown;
}

/** What of a version is held for review, by field. */
export interface HeldVersion extends Omit<AccessVersion, 'fields' | 'absences'> {
  readonly fields: Readonly<Record<string, HeldValue>>;
}

/** Versions of the records of one kind. */
export interface KindSection<Version> {
  readonly kind: RecordKind;
  readonly current: readonly Version[];
  readonly earlier: readonly Version[];
}

/** A number under which one source knows the child. */
export interface SourcePerson {
  readonly organisation: string;
  readonly system: string;
  readonly key: string;
  readonly linkedAt: string;
  /** The identity rule by which it was taken to be the child. */
  readonly rule: string;
}

/** Everything held of a child. */
export interface HeldOfChild {
  readonly sourcePersons: readonly SourcePerson[];
  readonly versions: readonly AccessVersion[];
}

/** Numbers and records of one part. */
export interface AccessPart<Version> {
  readonly sourcePersons: readonly SourcePerson[];
  readonly kinds: readonly KindSection<Version>[];
}

/** Everything held of a child in two parts that are never mixed. */
export interface SplitForAccess {
  readonly release: AccessPart<AccessVersion>;
  readonly review: AccessPart<HeldVersion>;
}

const handlings: ReadonlyMap<string, ReadonlyMap<string, Handling>> = new Map(
  Object.entries(subjectAccess).map(([kind, fields]) => [kind, new Map<string, Handling>(Object.entries(fields))]),
);

/** The exemption a field is held under, or null where it is released; a field the table does not know is held. */
const exemptionOf = (kind: RecordKind, field: string, isProtected: boolean): Exemption | null => {
  const handling = handlings.get(kind)?.get(field) ?? 'THIRD_PARTY';
  if (handling === 'RELEASE') return null;
  if (handling !== 'PLACE') return handling;
  return isProtected ? 'PROTECTED_ADDRESS' : null;
};

const isSaid = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);

interface Parts {
  readonly released: AccessVersion | null;
  readonly held: HeldVersion | null;
}

// Which school, home or hospital sent a record tells where a child is to be found.
const tellsPlace = (organisation: string): boolean => {
  const agency = findOrganisation(organisation)?.agency;
  return agency === undefined || agency === 'education' || agency === 'placement' || agency === 'health';
};

const withoutPlace = (version: AccessVersion): AccessVersion =>
  tellsPlace(version.organisation)
    ? { ...version, organisation: findOrganisation(version.organisation)?.agency ?? 'an organisation', key: '' }
    : version;

const part = (version: AccessVersion, isProtected: boolean): Parts => {
  const { fields, absences, ...about } = version;
  const of = (field: string) => exemptionOf(version.kind, field, isProtected);
  const given = Object.entries(fields).filter(([field]) => of(field) === null);
  const back = Object.entries(fields).flatMap(([field, value]): readonly [string, HeldValue][] => {
    const exemption = of(field);
    return exemption === null || !isSaid(value) ? [] : [[field, { exemption, ...exemptions[exemption], value }]];
  });
  const why = Object.entries(absences).filter(([field]) => of(field) === null);
  // That there is a record at all can be what has to be held back.
  const isTold = given.some(([, value]) => isSaid(value));
  return {
    released: isTold ? { ...about, fields: Object.fromEntries(given), absences: Object.fromEntries(why) } : null,
    held: back.length > 0 ? { ...about, fields: Object.fromEntries(back) } : null,
  };
};

const sections = <Version extends { readonly kind: RecordKind; readonly knownTo: string | null }>(
  versions: readonly Version[],
): readonly KindSection<Version>[] => {
  const byKind = groupBy(versions, ({ kind }) => kind);
  return recordKinds.flatMap((kind) => {
    const all = byKind.get(kind) ?? [];
    const [current, earlier] = [all.filter((one) => one.knownTo === null), all.filter((one) => one.knownTo !== null)];
    return all.length === 0 ? [] : [{ kind, current, earlier }];
  });
};

/**
 * Parts everything held of a child into what is given to who asks and what a person reviews first. An address that any
 * version of any record protects holds back every place.
 */
export const splitForAccess = ({ sourcePersons, versions }: HeldOfChild): SplitForAccess => {
  const isProtected = versions.some(({ fields }) => fields['addressProtected'] === true);
  const parts = versions.map((version) => part(version, isProtected));
  const released = parts.flatMap((one) => one.released ?? []);
  const isHeld = ({ organisation }: SourcePerson): boolean => isProtected && tellsPlace(organisation);
  return {
    release: {
      sourcePersons: sourcePersons.filter((one) => !isHeld(one)),
      kinds: sections(isProtected ? released.map(withoutPlace) : released),
    },
    review: { sourcePersons: sourcePersons.filter(isHeld), kinds: sections(parts.flatMap(({ held }) => held ?? [])) },
  };
};
