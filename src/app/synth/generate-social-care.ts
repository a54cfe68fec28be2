import { blankBodies } from './blank-bodies.ts';
import { episodeByDay, episodeByTelephone, ownEpisode } from './generate-episode.ts';
import { type Habits, personAsWritten } from './generate-person.ts';
import type { AnyInventedRecord, InventedSource } from './invented.ts';
import { systemNumber } from './numbers.ts';
import type { SynthOptions } from './options.ts';
import { type Random, randomOf } from './random.ts';
import type { TrueCare, TrueChild, TruePlacement } from './true-child.ts';

/** ★ How well returns and case systems know children. */
const returnHabits: Habits = { carelessness: 0.4, nhsNumber: 0, upn: 0.75, staleAddress: 0 };
const caseHabits: Habits = { carelessness: 0.8, nhsNumber: 0.65, upn: 0.6, staleAddress: 0 };

/** How often an absence that was reported to carers ends up in the return. */
const RETURNED = 0.9;
const ENTERED = 0.85;

const needless = { reason: 'NOT_APPLICABLE' } as const;

const placementOf = (
  key: string,
  child: TrueChild,
  { needCode }: TrueCare,
  { startedOn, endedOn, type, legalStatus, provider, address, home }: TruePlacement,
  isFirst: boolean,
): AnyInventedRecord => ({
  kind: 'placement',
  key: `${key}/${startedOn}`,
  statedAt: null,
  body: {
    ...{ startedOn, endedOn, startReason: isFirst ? 'S' : 'P', endReason: endedOn === null ? null : 'X1' },
    ...{ legalStatus, needCode, placementType: type, provider },
    changeReason: endedOn === null ? null : 'CARPL',
    homePostcode: child.address.postcode,
    placementPostcode: address.postcode,
    urn: home?.urn ?? null,
  },
  ...(home === null ? { absences: { urn: needless } } : {}),
});

/** The SSDA903 return of a looked-after child: dates, codes, no name. */
export const returnOf = (options: SynthOptions, child: TrueChild): readonly InventedSource[] => {
  const { care, absences, place } = child;
  if (care === null) return [];
  const random = randomOf(options.seed, 'return', child.number);
  const key = `HW${systemNumber(options.seed, 'ssda903', child.number)}`;
  const person = personAsWritten(options, random, returnHabits, child);
  const ethnicity = { code: child.community.ethnicity, sourceCode: child.community.ethnicity } as const;
  const periods = absences.flatMap((absence): readonly AnyInventedRecord[] => {
    const body = { ...episodeByDay('', absence) };
    const period = `${key}/${body.startedOn}/M`;
    return random.chance(RETURNED)
      ? [{ kind: 'missing-episode', key: period, statedAt: null, body: { ...body, sourceEpisode: period } }]
      : [];
  });
  return [
    {
      ...{ organisation: place.authority, writer: 'ssda903', key },
      person: {
        ...{ ...person, names: [], homeAddress: null, careStatus: 'LAC', responsibleAuthority: place.authority },
        ethnicity: { ...ethnicity, scheme: 'DFE', statedBy: 'NOT_SAID' },
      },
      ...(person.identifiers.length === 0 ? { personAbsences: { upn: { reason: 'TEMPORARILY_UNKNOWN' } } } : {}),
      records: [
        ...care.placements.map((placement, index) => placementOf(key, child, care, placement, index === 0)),
        ...periods,
      ],
    },
  ];
};

/** An interview is known to the case system two days after a child is back, if anybody entered it. */
const answersOf = (random: Random, isBack: boolean): readonly ['YES' | 'NO', 'YES' | 'NO' | null] | null => {
  if (!isBack || random.chance(0.15)) return null;
  if (random.chance(0.15)) return ['NO', null];
  return ['YES', random.chance(0.65) ? 'YES' : random.chance(0.8) ? 'NO' : null];
};

const statusOf = (offered: string, accepted: string | null) => {
  if (accepted === 'YES') return 'ACCEPTED' as const;
  return offered === 'YES' ? ('OFFERED' as const) : ('NOT_YET_OFFERED' as const);
};

const enteredOf = (random: Random, key: string, child: TrueChild): readonly AnyInventedRecord[] =>
  child.absences.flatMap((absence, index): readonly AnyInventedRecord[] => {
    if (!random.chance(ENTERED)) return [];
    const row = `M${key.slice(1)}${String(index + 1).padStart(2, '0')}`;
    const episode = episodeByTelephone(random, row, absence);
    const answers = answersOf(random, absence.endedAt !== null);
    const period: AnyInventedRecord = { kind: 'missing-episode', key: row, statedAt: null, body: episode };
    if (answers === null) return [period];
    const [offered, accepted] = answers;
    const said = { offered, accepted, status: statusOf(offered, accepted), sourceEpisodes: [ownEpisode(row)] };
    return [period, { kind: 'interview', key: row, statedAt: null, body: { ...blankBodies.interview, ...said } }];
  });

/** Number of a child in the case system of the authority. */
export const caseNumber = ({ seed }: SynthOptions, child: number): string => `P${systemNumber(seed, 'ssd', child)}`;

/**
 * The case system of the authority: names, and absences to the minute somebody remembered. A child nobody else knows
 * is always in it.
 */
export const caseOf = (
  options: SynthOptions,
  child: TrueChild,
  isKnownElsewhere: boolean,
): readonly InventedSource[] => {
  const random = randomOf(options.seed, 'case', child.number);
  const isHeld = random.chance(child.care === null ? 0.6 : 0.97);
  if (!isHeld && isKnownElsewhere) return [];
  const key = caseNumber(options, child.number);
  const person = personAsWritten(options, random, caseHabits, child);
  const sourceCode = child.community.ethnicity;
  return [
    {
      ...{ organisation: child.place.authority, writer: 'ssd', key },
      person: {
        ...{ ...person, homeAddress: null, gender: child.sex === 'FEMALE' ? 'Female' : 'Male' },
        ethnicity: { code: sourceCode, sourceCode, scheme: 'DFE', statedBy: 'NOT_SAID' },
      },
      records: enteredOf(random, key, child),
    },
  ];
};
