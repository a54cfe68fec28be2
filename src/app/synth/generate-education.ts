import type { RecordBody } from '../../domain/model/kinds.ts';
import { blankBodies } from './blank-bodies.ts';
import { daysOf } from './generate-episode.ts';
import { type Habits, personAsWritten } from './generate-person.ts';
import type { AnyInventedRecord, InventedSource } from './invented.ts';
import { ageOn } from './moments.ts';
import { type SynthOptions, windowOf } from './options.ts';
import { type Random, randomOf } from './random.ts';
import type { TrueChild } from './true-child.ts';

/** ★ How well a school knows its pupils. The number it gave them is its key, and is right. */
const habits: Habits = { carelessness: 0.4, nhsNumber: 0, upn: 0, staleAddress: 0.2 };

const HELD = 0.88;
const MOST_DAYS = 5;
const sessions = ['AM', 'PM'] as const;

const isSchoolDay = (day: string): boolean => {
  const weekday = new Date(day).getUTCDay();
  return weekday > 0 && weekday < 6 && day.slice(5, 7) !== '08';
};

const markOf = (key: string, school: string, day: string, session: 'AM' | 'PM', code: string): AnyInventedRecord => ({
  kind: 'attendance',
  key: `ctf/${key}/${day}/${session}`,
  statedAt: null,
  body: {
    ...{ school, day, session, code, minutesLate: null },
    meaning: 'UNAUTHORISED_ABSENCE',
    comment: code === 'N' ? 'No reason yet' : null,
  },
});

/** Marks of the school days a child was away. */
const marksOf = (options: SynthOptions, random: Random, key: string, school: string, child: TrueChild) => {
  const [, end] = windowOf(options);
  const days = child.absences.flatMap((absence) => daysOf(absence, end, MOST_DAYS + 1).slice(1)).filter(isSchoolDay);
  return [...new Set(days)].flatMap((day) => {
    const code = random.pick(['N', 'O']);
    return sessions.map((session) => markOf(key, school, day, session, code));
  });
};

const enrolmentOf = (random: Random, school: string, child: TrueChild, from: string): RecordBody['enrolment'] => {
  const year = Math.min(11, Math.max(1, ageOn(child.bornOn, `${from.slice(0, 4)}-08-31`) - 4));
  const entered = Number(from.slice(0, 4)) - (year > 6 ? year - 6 : year);
  const provision = random.weighted([
    [null, 75],
    ['K', 20],
    ['E', 5],
  ] as const);
  return {
    ...blankBodies.enrolment,
    ...{ school, status: 'CURRENT', yearGroup: String(year), startedOn: `${entered}-09-03` },
    ...{ specialNeedsProvision: provision, specialNeeds: provision && ['SEMH'] },
    inCare: child.care !== null,
    careAuthority: child.care === null ? null : child.place.authority,
  };
};

/** What the school of the family's place holds: the transfer file, and marks of the days the child was away. */
export const educationOf = (options: SynthOptions, child: TrueChild): readonly InventedSource[] => {
  const random = randomOf(options.seed, 'education', child.number);
  if (child.place.schools.length === 0 || !random.chance(HELD)) return [];
  const school = random.pick(child.place.schools);
  const { upn: key, community } = child;
  const person = personAsWritten(options, random, habits, child);
  const code = community.ethnicity;
  const enrolment = enrolmentOf(random, school, child, options.from);
  return [
    {
      ...{ organisation: school, writer: 'ctf', key },
      person: {
        ...person,
        identifiers: [{ system: 'upn', value: key, authority: null, numbering: null, valid: true }],
        ethnicity: { code, sourceCode: code, scheme: 'DFE', statedBy: 'NOT_SAID' },
        firstLanguage: community.schoolLanguage,
        parents: [{ name: child.mother, relationship: 'Mother', phone: null, organisation: null }],
        careStatus: child.care === null ? null : 'LAC',
        responsibleAuthority: child.care === null ? null : child.place.authority,
      },
      records: [
        { kind: 'enrolment', key: `${key}/${school}/${enrolment.startedOn}`, statedAt: null, body: enrolment },
        ...marksOf(options, random, key, school, child),
      ],
    },
  ];
};
