import { z } from 'zod';
import { riskGrades } from './missing-episode.ts';
import { contact, instant, text } from './values.ts';

export const messageTypes = [
  'NEW',
  'UPDATE',
  'RISK_CHANGE',
  'FOUND',
  'RETURNED',
  'PREVENTION_DONE',
  'CANCELLED',
] as const;

/** How a profile field was answered (domain reference 2, completeness engine). */
export const answerStates = [
  'PRESENT',
  'NOT_KNOWN_ASKED',
  'DECLINED',
  'NOT_APPLICABLE',
  'MISSING',
  'INVALID',
  'WITHHELD',
] as const;
export type AnswerState = (typeof answerStates)[number];

/** The answer to one leaf of the contract, by its dotted path (`child.religion`, `risk.grade`). */
export const answer = z.strictObject({
  state: z.enum(answerStates),
  askedBy: text.nullable(),
  askedAt: instant.nullable(),
  /** Whether the element stood in the message at all: an empty element is not recorded, no element is not sent. */
  sent: z.boolean(),
});
export type Answer = z.infer<typeof answer>;

/** One police notification message, as it was sent. */
export const notification = z.strictObject({
  notificationId: text,
  forceReference: text,
  /** The source episode the message speaks of. */
  sourceEpisode: text,
  messageType: z.enum(messageTypes),
  reportedAt: instant.nullable(),
  sentAt: instant.nullable(),
  force: text,
  unit: text.nullable(),
  officer: contact.nullable(),
  responsibleAuthority: text.nullable(),
  hostAuthority: text.nullable(),
  marking: text.nullable(),
  handlingNote: text.nullable(),
  riskGrade: z.enum(riskGrades).nullable(),
  riskRationale: text.nullable(),
  circumstances: text.nullable(),
  clothing: text.nullable(),
  itemsCarried: text.nullable(),
  photoReference: text.nullable(),
  photoTakenOn: text.nullable(),
  informant: contact.nullable(),
  enquiriesMade: text.nullable(),
  thoughtToBeWith: z.array(contact).nullable(),
  phoneAndSocialMedia: text.nullable(),
  moneyAndTravel: text.nullable(),
  episodesLast30Days: z.int().nullable(),
  episodesLast90Days: z.int().nullable(),
  episodesLast365Days: z.int().nullable(),
  recentTrigger: text.nullable(),
  harm: z.array(text).nullable(),
  crimeReference: text.nullable(),
  safeguardingDone: text.nullable(),
  interviewWishes: text.nullable(),
  interviewContactRoute: text.nullable(),
  /** Every leaf of the contract by dotted path; what the completeness profile reads. */
  answers: z.record(z.string(), answer),
});
export type Notification = z.infer<typeof notification>;
