import type { RecordBody } from '../../domain/model/kinds.ts';
import { blankBodies } from './blank-bodies.ts';
import { type Habits, personAsWritten } from './generate-person.ts';
import type { AnyInventedRecord, InventedSource } from './invented.ts';
import { dayOf, HOUR, instantOf, MINUTE } from './moments.ts';
import { systemNumber } from './numbers.ts';
import { type SynthOptions, windowOf } from './options.ts';
import { type Random, randomOf } from './random.ts';
import { stock } from './stock.ts';
import type { TrueChild } from './true-child.ts';

type Finding = RecordBody['health-finding'];

/** ★ How well a trust knows children: by number, and by an address that may be old. */
const habits: Habits = { carelessness: 0.5, nhsNumber: 0.99, upn: 0, staleAddress: 0.25 };

const HELD = 0.85;
const snomed = 'http://snomed.info/sct';

/** ★ What is found, and how often of a hundred. */
const findings: readonly (readonly [Partial<Finding> & Pick<Finding, 'findingType'>, number])[] = [
  [{ findingType: 'CONDITION', code: '195967001', description: 'Asthma' }, 35],
  [{ findingType: 'CONDITION', code: '84757009', description: 'Epilepsy' }, 8],
  [{ findingType: 'CONDITION', code: '35489007', description: 'Depressive disorder' }, 17],
  [{ findingType: 'ALLERGY', code: '91936005', description: 'Allergy to penicillin', critical: false }, 20],
  [{ findingType: 'ALERT', code: '224353004', description: 'Looked after child' }, 20],
];

const findingOf = (random: Random, id: string, start: number): AnyInventedRecord => {
  const said = random.weighted(findings);
  const isFlag = said.findingType === 'ALERT';
  return {
    kind: 'health-finding',
    key: id,
    statedAt: null,
    body: {
      ...blankBodies['health-finding'],
      ...{ codeSystem: snomed, clinicalStatus: 'ACTIVE', verification: isFlag ? null : 'CONFIRMED' },
      ...said,
      recordedOn: dayOf(start - random.between(10, 900) * 24 * HOUR),
    },
  };
};

const encounterOf = (random: Random, id: string, arrival: number, provider: string): AnyInventedRecord => ({
  kind: 'health-encounter',
  key: id,
  statedAt: null,
  body: {
    ...blankBodies['health-encounter'],
    ...{ encounterClass: 'EMERGENCY', status: 'FINISHED', startedAt: instantOf(arrival), provider },
    endedAt: instantOf(arrival + random.between(60, 300) * MINUTE),
    ...{ location: 'Emergency department', reason: random.pick(stock.visits), dischargedTo: 'Home' },
  },
});

const contactsOf = (options: SynthOptions, random: Random, key: string, child: TrueChild, trust: string) => {
  const [start, end] = windowOf(options);
  const times = child.absences.flatMap(({ endedAt }) =>
    endedAt !== null && random.chance(0.08) ? [endedAt + HOUR] : [],
  );
  const others = Array.from({ length: random.below(3) }, () => start + random.below(options.weeks * 7 * 24) * HOUR);
  return [...times, ...others]
    .toSorted((a, b) => a - b)
    .filter((arrival) => arrival + 6 * HOUR < end)
    .map((arrival, index) => encounterOf(random, `${key}-e${index + 1}`, arrival, trust));
};

/** What the trust of the family's place holds: the patient, emergency contacts, findings. */
export const healthOf = (options: SynthOptions, child: TrueChild): readonly InventedSource[] => {
  const { trust } = child.place;
  const random = randomOf(options.seed, 'health', child.number);
  if (trust === null || !random.chance(HELD)) return [];
  const key = `T${systemNumber(options.seed, 'health', child.number)}`;
  const [start] = windowOf(options);
  const person = personAsWritten(options, random, habits, child);
  const parent = { name: child.mother, relationship: 'mother', phone: null, organisation: null };
  return [
    {
      ...{ organisation: trust, writer: 'fhir', key },
      person: { ...person, parents: random.chance(0.8) ? [parent] : null },
      records: [
        ...contactsOf(options, random, key, child, trust),
        ...(random.chance(0.3) ? [findingOf(random, `${key}-f1`, start)] : []),
      ],
    },
  ];
};
