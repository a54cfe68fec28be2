import type { FieldAbsence } from './absence.ts';
import {
  homeAddress,
  identifiers,
  legalStatus,
  otherNames,
  personGroups,
  placement,
  placementAddress,
  placementPostcode,
  statedLegalStatus,
  statedPlacement,
} from './child-groups.ts';
import { type Claim, claimOf, claimsOf, type Fields, type Group, type Values } from './claims.ts';
import { comparable } from './comparable.ts';
import type { ListClaim } from './merge-claims.ts';
import type { Person } from './model/person.ts';
import type { Placement } from './model/placement.ts';
import type { Identifier, PersonName } from './model/values.ts';
import { compareNewest, compareText } from './precedence.ts';
import type { ChildFacts, FactVersion } from './projection.ts';

type ShownIdentifier = Pick<Identifier, 'system' | 'value' | 'authority' | 'valid'>;

/** What every source says of one group of a child's merged fields. */
export interface GroupClaims {
  readonly group: Fields;
  readonly claims: readonly Claim[];
}

const ofPersons = (group: Group<Person>, persons: readonly FactVersion<'person'>[]): readonly Claim[] =>
  claimsOf(group, persons, ({ organisation }) => organisation);

/** Latest start first; a spell without a start counts as the oldest. */
const byStart = (a: FactVersion<'placement'>, b: FactVersion<'placement'>): number =>
  compareText(b.body.startedOn ?? '', a.body.startedOn ?? '') || compareNewest(a, b);

/** Each organisation's open placement (its latest start), the latest of all first. */
export const currentPlacements = ({ facts }: ChildFacts): readonly FactVersion<'placement'>[] => {
  const open = facts.placement.filter(({ body }) => body.endedOn === null).toSorted(byStart);
  return open.filter(
    (fact, index) => open.findIndex(({ organisation }) => organisation === fact.organisation) === index,
  );
};

const ofPlacements = (group: Group<Placement>, current: readonly FactVersion<'placement'>[]): readonly Claim[] =>
  current.map((fact, index) => ({
    ...claimOf(group, fact, `placement ${fact.organisation}`),
    tier: group.tier?.(fact.body) ?? Math.min(index, 1),
  }));

/** Whether any source marks the child's address, or the whole record, as restricted. */
export const isAddressProtected = ({ facts }: ChildFacts): boolean =>
  facts.person.some(({ body }) => body.addressProtected);

const withheld: FieldAbsence = { reason: 'WITHHELD_BY_SOURCE' };

/** Beside a protected address nobody else's is merged: it may be the one the child was moved away from, or the refuge. */
const addressClaims = (facts: ChildFacts, current: readonly FactVersion<'placement'>[]): readonly GroupClaims[] => {
  const persons = facts.facts.person;
  if (!isAddressProtected(facts)) {
    const placed = [...ofPersons(placementAddress, persons), ...ofPlacements(placementPostcode, current)];
    return [
      { group: homeAddress, claims: ofPersons(homeAddress, persons) },
      { group: placementAddress, claims: placed },
    ];
  }
  const marking = persons.filter(({ body }) => body.addressProtected);
  return [homeAddress, placementAddress].map((group) => ({
    group,
    claims: marking.map((fact) => ({
      ...claimOf(group, fact, fact.organisation),
      absences: Object.fromEntries(group.fields.map((field) => [field, withheld])),
    })),
  }));
};

/** Everything said of a child, group by group. */
export const childClaims = (facts: ChildFacts): readonly GroupClaims[] => {
  const persons = facts.facts.person;
  const current = currentPlacements(facts);
  return [
    ...personGroups.map((group) => ({ group, claims: ofPersons(group, persons) })),
    { group: placement, claims: [...ofPlacements(placement, current), ...ofPersons(statedPlacement, persons)] },
    { group: legalStatus, claims: [...ofPlacements(legalStatus, current), ...ofPersons(statedLegalStatus, persons)] },
    ...addressClaims(facts, current),
  ];
};

/** The names every source gives, other than the one the child is shown under. */
export const otherNameClaims = (facts: ChildFacts, shown: Values): readonly ListClaim<PersonName>[] => {
  const key = (given: unknown, family: unknown): string => comparable([`given ${given}`, `family ${family}`]);
  const shownKey = key(shown['givenNames'], shown['familyName']);
  return facts.facts.person.map((fact) => ({
    claim: claimOf(otherNames, fact, fact.organisation),
    members: fact.body.names.filter(({ given, family }) => key(given, family) !== shownKey),
  }));
};

/** The numbers every source gives, valid or not. */
export const identifierClaims = (facts: ChildFacts): readonly ListClaim<ShownIdentifier>[] =>
  facts.facts.person.map((fact) => ({
    claim: claimOf(identifiers, fact, fact.organisation),
    members: fact.body.identifiers.map(({ system, value, authority, valid }) => ({ system, value, authority, valid })),
  }));
