import type { RecordBody } from '../../domain/model/kinds.ts';
import { blankBodies } from './blank-bodies.ts';
import { answersOf } from './generate-answers.ts';
import { localDay } from './generate-episode.ts';
import { policePersonOf } from './generate-police-person.ts';
import type { AnyInventedRecord, InventedSource } from './invented.ts';
import { instantOf, MINUTE } from './moments.ts';
import { systemNumber } from './numbers.ts';
import { type SynthOptions, windowOf } from './options.ts';
import { type Random, randomOf } from './random.ts';
import { stock } from './stock.ts';
import type { TrueAbsence, TrueChild } from './true-child.ts';

type Notice = RecordBody['notification'];
type Episode = RecordBody['missing-episode'];

/** How often an absence is reported to the police, and a return told on. */
const REPORTED = 0.92;
const TOLD_BACK = 0.88;

/** One report of one absence. */
interface Report {
  readonly options: SynthOptions;
  readonly random: Random;
  readonly child: TrueChild;
  readonly person: InventedSource['person'];
  readonly personKey: string;
  readonly absence: TrueAbsence;
  /** How many of the child's absences came before. */
  readonly earlier: number;
  readonly forceRef: string;
  readonly force: string;
}

const concerns = ['DOMESTIC_ABUSE', 'HONOUR_BASED_ABUSE', 'RADICALISATION'] as const;

const openingEpisode = ({ random, absence, child, earlier, forceRef }: Report, sentAt: number): Episode => {
  const seen = instantOf(absence.startedAt);
  const narrative = random.pick(stock.narratives);
  return {
    ...blankBodies['missing-episode'],
    ...{ sourceEpisode: forceRef, category: 'MISSING', circumstances: narrative },
    ...{ startedOn: localDay(absence.startedAt), startedAt: seen, lastSeenAt: seen },
    ...{ reportedAt: instantOf(absence.reportedAt), lastSeenPlace: random.pick(stock.places) },
    lastSeenBy: child.care === null ? 'Mother' : 'Carer on duty',
    missingFrom: child.care === null ? 'HOME' : child.care.placements.at(-1)?.type === 'K2' ? 'RESIDENTIAL' : 'FOSTER',
    outOfCharacter: earlier > 1 ? 'NO' : random.pick(['YES', 'NO', 'NOT_KNOWN'] as const),
    riskGrade: random.weighted([
      ['LOW', 20],
      ['MEDIUM', 62],
      ['HIGH', 18],
    ] as const),
    ...{ riskGradedAt: instantOf(sentAt), riskGradedBy: random.pick(stock.officers) },
    riskRationale: random.pick(stock.rationales),
    riskFactors: ['10A', ...(child.isRepeat ? ['11A'] : []), ...(random.chance(0.5) ? [random.pick(concerns)] : [])],
  };
};

const openingNotice = ({ random, child, absence, earlier }: Report, episode: Episode) => {
  const { riskGrade, riskRationale, circumstances } = episode;
  return {
    ...{ riskGrade, riskRationale, circumstances, clothing: random.pick(stock.clothing) },
    ...{ itemsCarried: random.pick(stock.items), enquiriesMade: random.pick(stock.enquiries) },
    photoReference: random.chance(0.6) ? `IMG-${random.between(10_000, 99_999)}` : null,
    informant: {
      ...{ name: child.care === null ? child.mother : 'Carer on duty', phone: '01632 960104', organisation: null },
      relationship: child.care === null ? 'MOTHER' : 'CARER',
    },
    ...{ phoneAndSocialMedia: 'Telephone is off', moneyAndTravel: 'About ten pounds' },
    episodesLast30Days: child.absences.filter(
      ({ startedAt }) => startedAt < absence.startedAt && startedAt > absence.startedAt - 30 * 24 * 60 * MINUTE,
    ).length,
    ...{ episodesLast365Days: earlier, recentTrigger: random.pick(stock.triggers) },
  };
};

/** A notification and the absence it speaks of, under one number, with what it answers. */
const messageOf = (
  report: Report,
  number: number,
  sentAt: number,
  episode: Episode,
  said: Partial<Notice> & Pick<Notice, 'messageType'>,
): readonly AnyInventedRecord[] => {
  const { random, child, person, personKey, forceRef, force, absence } = report;
  const key = `${forceRef}-${number}`;
  const common = { key, statedAt: instantOf(sentAt) };
  const { responsibleAuthority, hostAuthority } = person;
  const notice: Notice = {
    ...blankBodies.notification,
    ...{ notificationId: key, forceReference: forceRef, sourceEpisode: forceRef, force, sentAt: common.statedAt },
    ...{ reportedAt: instantOf(absence.reportedAt), unit: `${child.place.name} missing persons team` },
    officer: { name: random.pick(stock.officers), phone: '01632 960101', relationship: null, organisation: null },
    ...{ responsibleAuthority, hostAuthority, marking: 'OFFICIAL-SENSITIVE' },
    ...said,
  };
  const answers = answersOf(random, { personKey, notice, episode, person });
  return [
    { kind: 'notification', ...common, body: { ...notice, answers } },
    { kind: 'missing-episode', ...common, body: episode },
  ];
};

const backOf = ({ random, forceRef, absence }: Report, backAt: number): Episode => ({
  ...blankBodies['missing-episode'],
  ...{ sourceEpisode: forceRef, reportedAt: instantOf(absence.reportedAt) },
  ...{ endedOn: localDay(backAt), endedAt: instantOf(backAt), foundAt: instantOf(backAt) },
  ...{ returnedAt: instantOf(backAt + 20 * MINUTE), foundPlace: random.pick(stock.places) },
  ...{ foundBy: random.pick(stock.returns), preventionInterviewDone: random.chance(0.7) },
  harm: [
    random.weighted([
      ['NONE_DISCLOSED', 80],
      ['SUBSTANCE', 10],
      ['PHYSICAL', 5],
      ['SEXUAL', 5],
    ] as const),
  ],
  reasons: [random.pick(['FRIENDS', 'FAMILY_CONTACT', 'FAMILY_CONFLICT', 'PLACEMENT_UNHAPPY', 'BOUNDARIES'])],
});

const reportOf = (report: Report): readonly AnyInventedRecord[] => {
  const { random, absence, options } = report;
  const [, end] = windowOf(options);
  const { endedAt } = absence;
  // The first message leaves before the child is back.
  const wait = (10 + random.below(50)) * MINUTE;
  const sentAt = endedAt === null ? absence.reportedAt + wait : Math.min(absence.reportedAt + wait, endedAt - MINUTE);
  const opening = openingEpisode(report, sentAt);
  const first = messageOf(report, 1, sentAt, opening, { messageType: 'NEW', ...openingNotice(report, opening) });
  const backTold = endedAt === null ? null : endedAt + (30 + random.below(90)) * MINUTE;
  if (endedAt === null || backTold === null || backTold > end || !random.chance(TOLD_BACK)) return first;
  const back = backOf(report, endedAt);
  const told = { messageType: 'RETURNED', harm: back.harm, safeguardingDone: random.pick(stock.safeguarding) } as const;
  return [...first, ...messageOf(report, 2, backTold, back, { ...told, interviewWishes: random.pick(stock.wishes) })];
};

/** What the force of the place a child goes missing from sends of them. */
export const policeOf = (options: SynthOptions, child: TrueChild): readonly InventedSource[] => {
  const random = randomOf(options.seed, 'police', child.number);
  const place = child.care?.place ?? child.place;
  const number = systemNumber(options.seed, 'police', child.number);
  const personKey = `NP-${number}`;
  const person = policePersonOf(options, random, child);
  const records = child.absences.flatMap((absence, earlier) => {
    if (!random.chance(REPORTED)) return [];
    const forceRef = `M-${number}-${earlier + 1}`;
    return reportOf({ options, random, child, person, personKey, absence, earlier, forceRef, force: place.force });
  });
  if (records.length === 0) return [];
  return [{ organisation: place.force, writer: 'police-misper', key: personKey, person, records }];
};
