import type { PersonName } from '../../domain/model/values.ts';
import { type Habits, personAsWritten } from './generate-person.ts';
import type { InventedSource } from './invented.ts';
import type { SynthOptions } from './options.ts';
import type { Random } from './random.ts';
import { stock } from './stock.ts';
import type { TrueChild } from './true-child.ts';

type Person = InventedSource['person'];

/** ★ How well a force knows a child: what a carer says on the telephone, at night. */
const habits: Habits = { carelessness: 1.6, nhsNumber: 0.06, upn: 0.02, staleAddress: 0.15 };

const ALIASED = 0.12;

const otherNames = (random: Random, { nickname, given }: TrueChild): readonly PersonName[] => {
  if (!random.chance(ALIASED)) return [];
  const name = nickname ?? given.slice(0, 3);
  return [{ use: random.chance(0.5) ? 'PREFERRED' : 'ALIAS', given: name, family: null }];
};

const appearance = (random: Random) => ({
  height: random.pick(stock.heights),
  build: random.pick(stock.builds),
  hair: random.pick(stock.hair),
  eyes: random.pick(stock.eyes),
  distinguishingMarks: random.pick(stock.marks),
  glasses: random.chance(0.15),
});

const telephone = (random: Random): string => `01632 960${String(random.below(1000)).padStart(3, '0')}`;

const placementOf = ({ care, place }: TrueChild) => {
  const latest = care?.placements.at(-1);
  if (!care || !latest) return { careStatus: 'HOME' as const };
  return {
    careStatus: 'LAC' as const,
    ...{ legalStatus: latest.legalStatus, placementType: latest.type, placementAddress: latest.address },
    ...{ placementProvider: latest.home?.name ?? null, placementUrn: latest.home?.urn ?? null },
    hostAuthority: care.place === place ? null : care.place.authority,
    ...{ outOfArea: care.isOutOfArea, areaNoticeReceived: care.isOutOfArea ? true : null },
  };
};

const risks = (random: Random, { isRepeat }: TrueChild) => ({
  sexualExploitation: random.weighted([
    ['NONE', isRepeat ? 2 : 8],
    ['EMERGING', 2],
    ['MODERATE', 1],
    ['SIGNIFICANT', isRepeat ? 1 : 0],
  ] as const),
  criminalExploitation: isRepeat && random.chance(0.4) ? 'Carries for others; debt is feared' : 'No indication',
  trafficking: 'No indication',
  selfHarm: random.chance(0.15) ? 'Has harmed themselves this year' : 'None known',
  mentalHealth: random.chance(0.2) ? 'Waiting for mental health services' : 'None known',
  medicalNeeds: random.chance(0.15) ? 'Asthma inhaler' : 'None',
  timeCriticalMedication: random.chance(0.04),
  substanceUse: random.chance(0.25) ? 'Cannabis' : 'None known',
  liveInvestigation: isRepeat && random.chance(0.3) ? ('YES' as const) : ('NO' as const),
});

/** A child as a force has them, the same in all its messages. */
export const policePersonOf = (options: SynthOptions, random: Random, child: TrueChild): Person => {
  const { community, place } = child;
  const person = personAsWritten(options, random, habits, child);
  const code = community.ethnicity;
  return {
    ...person,
    names: [...person.names, ...otherNames(random, child)],
    gender: child.sex === 'FEMALE' ? 'female' : 'male',
    ethnicity: {
      // W9 holds more than one group of the national list.
      code: community.policeCode === 'W9' ? null : code,
      ...{ sourceCode: community.policeCode, scheme: 'POLICE_16_1', statedBy: 'SELF' },
    },
    ...{ culture: community.culture, nationality: community.nationality, religion: community.religion },
    ...{ firstLanguage: community.language, interpreterNeeded: community.language !== 'en' && random.chance(0.2) },
    disabilities: [
      random.weighted([
        ['NONE', 80],
        ['LD', 8],
        ['AUT', 7],
        ['BEH', 5],
      ] as const),
    ],
    communicationNeed: random.chance(0.1) ? 'Short sentences; check understanding' : 'None',
    parents: [{ name: child.mother, relationship: 'MOTHER', phone: telephone(random), organisation: null }],
    professionals: [
      {
        ...{ name: random.pick(stock.workers), relationship: 'SOCIAL_WORKER', phone: telephone(random) },
        organisation: place.authority,
      },
    ],
    responsibleAuthority: place.authority,
    ...placementOf(child),
    ...appearance(random),
    ...risks(random, child),
  };
};
