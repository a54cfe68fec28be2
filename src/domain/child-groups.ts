import { type Group, together, type Values } from './claims.ts';
import { comparable } from './comparable.ts';
import type { Person } from './model/person.ts';
import type { Placement } from './model/placement.ts';
import { address, type PersonName } from './model/values.ts';
import { type ChildField, childPrecedence } from './precedence.ts';

const legalName = ({ names }: Person): PersonName | undefined =>
  names.find(({ use, given, family }) => use === 'LEGAL' && (given ?? family) !== null);

const leadingName = (body: Person): PersonName | undefined =>
  legalName(body) ?? body.names.find(({ family }) => family !== null) ?? body.names.find(({ given }) => given !== null);

const name: Group<Person> = {
  fields: ['givenNames', 'familyName'],
  order: childPrecedence.familyName,
  said: 'names',
  tier: (body) => (legalName(body) === undefined ? 1 : 0),
  read: (body) => {
    const known = leadingName(body);
    return known === undefined ? null : { givenNames: known.given, familyName: known.family };
  },
};

const isWithin = (finer: Values, coarser: Values): boolean =>
  String(finer['birthEarliest']) >= String(coarser['birthEarliest']) &&
  String(finer['birthLatest']) <= String(coarser['birthLatest']);

const birth: Group<Person> = {
  fields: ['birthOn', 'birthEarliest', 'birthLatest', 'birthPrecision'],
  order: childPrecedence.birthOn,
  said: 'birth',
  read: ({ birth: born }) =>
    born === null
      ? null
      : {
          birthOn: born.precision === 'DAY' ? born.earliest : null,
          birthEarliest: born.earliest,
          birthLatest: born.latest,
          birthPrecision: born.precision,
        },
  refines: (finer, coarser) => isWithin(finer, coarser) && !isWithin(coarser, finer),
};

const ethnicity: Group<Person> = {
  fields: ['ethnicGroup', 'ethnicityStatedBy'],
  order: childPrecedence.ethnicGroup,
  said: 'ethnicity',
  read: ({ ethnicity: stated }) =>
    stated === null ? null : { ethnicGroup: stated.code ?? stated.sourceCode, ethnicityStatedBy: stated.statedBy },
};

const number = (field: 'nhsNumber' | 'upn', system: 'nhs-number' | 'upn'): Group<Person> => {
  const given = ({ identifiers }: Person) => identifiers.filter((identifier) => identifier.system === system);
  return {
    fields: [field],
    order: childPrecedence[field],
    said: 'identifiers',
    read: (body) => {
      const valid = given(body).find((identifier) => identifier.valid);
      return valid === undefined ? null : { [field]: valid.value };
    },
    missing: (body) => (given(body).length > 0 ? 'INVALID' : null),
  };
};

const singly = [
  'sex',
  'gender',
  'culture',
  'nationality',
  'religion',
  'firstLanguage',
  'interpreterNeeded',
  'disabilities',
  'communicationNeed',
  'careStatus',
  'responsibleAuthority',
  'hostAuthority',
  'outOfArea',
  'areaNoticeReceived',
  'height',
  'build',
  'hair',
  'eyes',
  'distinguishingMarks',
  'glasses',
  'parents',
  'professionals',
  'criminalExploitation',
  'trafficking',
  'selfHarm',
  'mentalHealth',
  'medicalNeeds',
  'timeCriticalMedication',
  'substanceUse',
  'liveInvestigation',
  'investigationContact',
  'investigationReference',
  'interviewConstraint',
  'personsPosingRisk',
] as const satisfies readonly (keyof Person & ChildField)[];

/** Groups told by person statements alone. */
export const personGroups: readonly Group<Person>[] = [
  name,
  birth,
  ethnicity,
  number('nhsNumber', 'nhs-number'),
  number('upn', 'upn'),
  together<Person>(
    childPrecedence.sexualExploitation,
    ['sexualExploitation', 'sexualExploitationAssessedOn'],
    'sexualExploitation',
  ),
  ...singly.map((field) => together<Person>(childPrecedence[field], [field])),
];

const placementFields = {
  fields: ['placementType', 'placementProvider', 'placementUrn', 'placementStartedOn'],
  order: childPrecedence.placementType,
} as const;
/** The placement as person statements tell it; a placement record counts for more. */
export const statedPlacement: Group<Person> = {
  ...together<Person>(placementFields.order, ['placementType', 'placementProvider', 'placementUrn']),
  ...placementFields,
  tier: () => 2,
};
/** The legal status as person statements tell it. */
export const statedLegalStatus: Group<Person> = {
  ...together<Person>(childPrecedence.legalStatus, ['legalStatus']),
  tier: () => 2,
};
/** The legal status of a recorded placement. */
export const legalStatus: Group<Placement> = together<Placement>(childPrecedence.legalStatus, ['legalStatus']);
/** A recorded placement. */
export const placement: Group<Placement> = {
  ...placementFields,
  read: ({ placementType, provider, urn, startedOn }) =>
    (placementType ?? provider ?? urn ?? startedOn) === null
      ? null
      : { placementType, placementProvider: provider, placementUrn: urn, placementStartedOn: startedOn },
};

const postcodeOnly = (value: unknown): string | null => {
  const known = address.safeParse(value);
  return known.success && known.data.lines.length === 0 ? known.data.postcode : null;
};

const hasPostcode = (value: unknown, postcode: string | null): boolean => {
  const known = address.safeParse(value);
  return known.success && postcode !== null && comparable(known.data.postcode) === comparable(postcode);
};

const addressGroup = (field: 'homeAddress' | 'placementAddress'): Group<Person> => ({
  ...together<Person>(childPrecedence[field], [field]),
  refines: (finer, coarser) =>
    postcodeOnly(finer[field]) === null && hasPostcode(finer[field], postcodeOnly(coarser[field])),
});
/** Where home is. */
export const homeAddress = addressGroup('homeAddress');
/** Where the child is placed, as person statements tell it. */
export const placementAddress = addressGroup('placementAddress');
/** The postcode of a recorded placement, for want of an address. */
export const placementPostcode: Group<Placement> = {
  fields: placementAddress.fields,
  order: placementAddress.order,
  said: 'placementPostcode',
  tier: () => 1,
  read: ({ placementPostcode: postcode }) =>
    postcode === null ? null : { placementAddress: { lines: [], postcode, uprn: null } },
};

const list = (field: 'otherNames' | 'identifiers', said: keyof Person): Group<Person> => ({
  fields: [field],
  order: childPrecedence[field],
  said,
  read: () => null,
});
/** Names other than the one shown. */
export const otherNames = list('otherNames', 'names');
/** Every number the child is known by. */
export const identifiers = list('identifiers', 'identifiers');
