import type { RecordBody } from '../../domain/model/kinds.ts';
import { blankBodies } from './blank-bodies.ts';
import { episodeOn, localDay } from './generate-episode.ts';
import { caseNumber } from './generate-social-care.ts';
import type { AnyInventedRecord, InventedSource } from './invented.ts';
import { dayOf, HOUR, instantOf } from './moments.ts';
import { type SynthOptions, windowOf } from './options.ts';
import { type Random, randomOf } from './random.ts';
import { stock } from './stock.ts';
import type { TrueAbsence, TrueChild } from './true-child.ts';

type Interview = RecordBody['interview'];

/** How often the return of a child leads to a record in the hub's own contract. */
const RECORDED = 0.7;

/** ★ What became of the interview, and how often of a hundred. */
const outcomes = [
  ['COMPLETED', 52],
  ['DECLINED_BY_CHILD', 20],
  ['NOT_ACHIEVED', 13],
  ['PARTIAL', 5],
  ['OFFERED', 10],
] as const;

const heldWith = (random: Random, heldAt: string | null): Partial<Interview> =>
  heldAt === null
    ? {}
    : {
        ...{ heldAt, interviewer: random.pick(stock.interviewers), interviewerClass: 'INDEPENDENT_COMMISSIONED' },
        ...{
          account: random.pick(stock.accounts),
          reasons: [random.pick(['FRIENDS', 'FAMILY_CONFLICT', 'BOUNDARIES'])],
        },
        ...{ harm: ['NONE_DISCLOSED'], childTold: random.chance(0.6) },
      };

/** Offered within a day of the return, held within four; nothing that lies after the weeks has happened. */
const interviewOf = (random: Random, backAt: number, day: string, end: number): Interview | null => {
  const offered = backAt + random.between(2, 30) * HOUR;
  const held = offered + random.between(4, 70) * HOUR;
  if (offered > end) return null;
  const drawn = random.weighted(outcomes);
  const status = held > end ? 'OFFERED' : drawn;
  const wasHeld = status === 'COMPLETED' || status === 'PARTIAL';
  return {
    ...blankBodies.interview,
    sourceEpisodes: [episodeOn(day)],
    ...{ status, offered: 'YES', offeredAt: instantOf(offered) },
    accepted: status === 'OFFERED' ? null : wasHeld ? 'YES' : 'NO',
    ...heldWith(random, wasHeld ? instantOf(held) : null),
    declineReason:
      status === 'DECLINED_BY_CHILD' ? random.pick(['NO_REASON', 'TOO_MANY_INTERVIEWS', 'NO_TRUST']) : null,
  };
};

interface Returned {
  readonly random: Random;
  readonly key: string;
  readonly absence: TrueAbsence;
  readonly index: number;
  readonly end: number;
}

const afterReturn = ({ random, key, absence, index, end }: Returned): readonly AnyInventedRecord[] => {
  const { endedAt, startedAt } = absence;
  if (endedAt === null || !random.chance(RECORDED)) return [];
  const day = localDay(startedAt);
  const interview = interviewOf(random, endedAt, day, end);
  if (interview === null) return [];
  const { heldAt, offeredAt } = interview;
  const record: AnyInventedRecord = {
    kind: 'interview',
    key: `${key}-I${index + 1}`,
    statedAt: heldAt ?? offeredAt,
    body: interview,
  };
  if (heldAt === null || !random.chance(0.25)) return [record];
  const body = {
    ...blankBodies.impact,
    sourceEpisodes: [episodeOn(day)],
    ...{ statement: 'Comes in by curfew more often than before', agency: 'CSC' as const },
    recordedOn: dayOf(Date.parse(heldAt)),
  };
  return [record, { kind: 'impact', key: `${key}-D${index + 1}`, statedAt: heldAt, body }];
};

/** A meeting is called after the third absence, and told of once it has been held. */
const meetingOf = (random: Random, key: string, { absences }: TrueChild, end: number): readonly AnyInventedRecord[] => {
  const third = absences[2];
  if (third === undefined || !random.chance(0.6)) return [];
  const heldAt = third.reportedAt + random.between(24, 140) * HOUR;
  if (heldAt > end) return [];
  const body: RecordBody['strategy-meeting'] = {
    ...blankBodies['strategy-meeting'],
    sourceEpisodes: [episodeOn(localDay(third.startedAt))],
    ...{
      triggers: ['T1'],
      criterionMetAt: instantOf(third.reportedAt),
      decision: 'CONVENED',
      heldAt: instantOf(heldAt),
    },
    chair: random.pick(stock.workers),
    attendance: (['POLICE', 'CSC', 'EDUCATION'] as const).map((agency) => ({
      ...{ agency, name: null, role: null, expected: true, reportSent: null },
      attendance: random.chance(0.75) ? 'PRESENT' : 'APOLOGIES',
    })),
  };
  return [{ kind: 'strategy-meeting', key: `${key}-S1`, statedAt: instantOf(heldAt), body }];
};

const involvementOf = (random: Random, key: string, child: TrueChild, from: string): AnyInventedRecord => ({
  kind: 'involvement',
  key: `${key}-W1`,
  statedAt: null,
  body: {
    ...{ involvement: 'SOCIAL_WORKER', involvedOrganisation: child.place.authority },
    ...{
      personId: `sw-${random.between(100, 999)}`,
      personName: random.pick(stock.workers),
      jobTitle: 'Social worker',
    },
    ...{ startedOn: child.care?.placements[0]?.startedOn ?? from, endedOn: null },
  },
});

/** What the authority sends in the hub's own contracts, under the numbers of its case system. */
export const hubRecordsOf = (
  options: SynthOptions,
  child: TrueChild,
  caseFile: InventedSource | undefined,
): readonly InventedSource[] => {
  if (caseFile === undefined) return [];
  const random = randomOf(options.seed, 'hub records', child.number);
  const key = caseNumber(options, child.number);
  const [, end] = windowOf(options);
  const records = [
    ...(child.care === null ? [] : [involvementOf(random, key, child, options.from)]),
    ...child.absences.flatMap((absence, index) => afterReturn({ random, key, absence, index, end })),
    ...meetingOf(random, key, child, end),
  ];
  if (records.length === 0) return [];
  const { names, birth } = caseFile.person;
  const person = { ...blankBodies.person, names, birth };
  return [{ organisation: child.place.authority, writer: 'hub-records', key, system: 'ssd', person, records }];
};
