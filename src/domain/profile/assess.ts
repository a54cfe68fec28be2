import { londonDay } from '../dates.ts';
import type { Answer, AnswerState, Notification } from '../model/notification.ts';
import type { Assessment, Gap } from '../projection.ts';
import { type Answers, type CaseFacts, holds } from './conditions.ts';
import { isDeclared } from './feeds.ts';
import { fieldMasksOf } from './field-masks.ts';
import { leavesOf, type Need, type ProfileField } from './fields.ts';
import { overridden, overrideAt } from './overrides.ts';
import { type Profile, profileAt } from './profiles.ts';
import { type LeafEvidence, stageOf } from './stages.ts';

/** A message, what its thread had said by then, and what the case said of the child. */
export interface AssessmentInput {
  readonly message: Notification;
  /** Messages of the same thread, sent before this one and known by then. */
  readonly earlier: readonly Notification[];
  /** Care status of the merged case. */
  readonly careStatus: string | null;
  /** Whether the merged case says the child is placed out of area; unknown where left out. */
  readonly outOfArea?: boolean | null;
  readonly receivedAt: string;
  /** What is known of the feed the thread came by; nothing where left out. */
  readonly feed?: FeedEvidence;
}

/** What tells at which stage an element of a thread was lost. */
export interface FeedEvidence {
  /** The force whose feed it is. */
  readonly organisation: string;
  /** Elements the thread lacks that the feed carried in the 90 days before. */
  readonly lacks: readonly string[];
  /** Elements the thread held and of which no answer was made. */
  readonly lost: readonly string[];
}

/** How one field of a notification was answered. */
interface FieldState {
  readonly number: number;
  readonly field: string;
  readonly requirement: Gap['requirement'];
  /** Whether the field applies to this case. */
  readonly applies: boolean;
  readonly passes: boolean;
  readonly state: AnswerState;
  /** Leaves for want of which it does not pass. */
  readonly failing: readonly string[];
}

/** An assessment with the state of each field, and the fields that pass only because the source restricts them. */
export interface NotificationAssessment extends Assessment {
  readonly states: readonly FieldState[];
  readonly withheld: readonly string[];
}

const silent: Answer = { state: 'MISSING', askedBy: null, askedAt: null, sent: false };

/** From what tells most against a field to what tells least; the state of a field is that of its worst leaf. */
const worstFirst: readonly AnswerState[] = [
  'INVALID',
  'MISSING',
  'NOT_KNOWN_ASKED',
  'DECLINED',
  'NOT_APPLICABLE',
  'WITHHELD',
  'PRESENT',
];

const wasAsked = (answer: Answer): boolean => answer.askedBy !== null && answer.askedAt !== null;

const passesAsValue = ({ state }: Answer): boolean => state === 'PRESENT' || state === 'WITHHELD';

const passesAsAnswer = (answer: Answer): boolean =>
  passesAsValue(answer) || (answer.state !== 'MISSING' && answer.state !== 'INVALID' && wasAsked(answer));

const worst = (answers: readonly Answer[]): AnswerState =>
  worstFirst.find((state) => answers.some((answer) => answer.state === state)) ?? 'MISSING';

type Verdict = Pick<FieldState, 'passes' | 'state' | 'failing'>;

const judgeNeed = (need: Need, answers: Answers, passes: (answer: Answer) => boolean): Verdict => {
  const given = need.paths.map((path) => ({ path, answer: answers[path] ?? silent }));
  const passing = given.filter(({ answer }) => passes(answer));
  const failing = given.filter(({ answer }) => !passes(answer));
  const met = need.of === 'ALL' ? failing.length === 0 : passing.length > 0;
  return {
    passes: met,
    state: worst((met ? passing : failing).map(({ answer }) => answer)),
    failing: met ? [] : failing.map(({ path }) => path),
  };
};

const judgeField = (field: ProfileField, facts: CaseFacts): FieldState => {
  const escalated = field.mandatoryWhen !== null && holds(field.mandatoryWhen, facts, []);
  const requirement = escalated ? 'MANDATORY' : field.requirement;
  const passes = requirement === 'MANDATORY' ? passesAsValue : passesAsAnswer;
  const verdicts = field.needs
    .filter((need) => holds(need.when, facts, need.paths))
    .map((need) => judgeNeed(need, facts.answers, passes));
  const failing = verdicts.filter((verdict) => !verdict.passes);
  const telling = failing.length > 0 ? failing : verdicts;
  return {
    number: field.number,
    field: field.name,
    requirement,
    applies: holds(field.condition, facts, leavesOf(field)),
    passes: failing.length === 0,
    state: worstFirst.find((state) => telling.some((verdict) => verdict.state === state)) ?? 'MISSING',
    failing: failing.flatMap((verdict) => verdict.failing),
  };
};

const sentAt = ({ sentAt: sent, reportedAt }: Notification): string => sent ?? reportedAt ?? '';

/** Leaves a message says nothing of, or leaves empty, keep what the thread said before. */
const overlay = (thread: readonly Notification[]): Answers => {
  const answers: Record<string, Answer> = {};
  for (const { answers: said } of thread) {
    for (const [path, answer] of Object.entries(said)) {
      if (answer.state !== 'MISSING' || answers[path] === undefined) answers[path] = answer;
    }
  }
  return answers;
};

const caseFacts = (input: AssessmentInput, profile: Profile, day: string): CaseFacts => {
  const earlier = input.earlier.toSorted((a, b) => (sentAt(a) < sentAt(b) ? -1 : sentAt(a) > sentAt(b) ? 1 : 0));
  const thread = [...earlier, input.message];
  const newest = (key: 'responsibleAuthority' | 'hostAuthority' | 'riskGrade'): string | null =>
    thread.findLast((message) => message[key] !== null)?.[key] ?? null;
  return {
    responsibleAuthority: newest('responsibleAuthority'),
    hostAuthority: newest('hostAuthority'),
    outOfArea: input.outOfArea ?? null,
    riskGrade: newest('riskGrade'),
    careStatus: input.careStatus,
    messageTypes: new Set(thread.map(({ messageType }) => messageType)),
    identifierSchemeInForce: profile.identifierSchemeFrom !== null && profile.identifierSchemeFrom <= day,
    answers: overlay(thread),
  };
};

const ratio = (states: readonly FieldState[]): number | null =>
  states.length === 0 ? null : states.filter(({ passes }) => passes).length / states.length;

const severityOf = (field: ProfileField, requirement: Gap['requirement']): Gap['severity'] => {
  if (requirement === 'RECOMMENDED') return 'MINOR';
  return field.severity === 'MINOR' ? 'MAJOR' : field.severity;
};

/** What is known of a leaf of the thread that has no usable answer. */
const evidenceOf = ({ message, earlier, feed, receivedAt }: AssessmentInput, { answers }: CaseFacts) => {
  const thread = [...earlier, message];
  const day = londonDay(receivedAt);
  return (path: string): LeafEvidence => ({
    lost: feed?.lost.includes(path) ?? false,
    state: answers[path]?.state ?? 'MISSING',
    sent: thread.some((one) => one.answers[path]?.sent === true),
    carried: feed !== undefined && (feed.lacks.includes(path) || isDeclared(feed.organisation, day, path)),
  });
};

/** The fields as they are asked for of this case: an override counts that is in force at receipt. */
const fieldsFor = ({ fields, overrides }: Profile, { responsibleAuthority }: CaseFacts, day: string) =>
  fields.map((field) => overridden(field, overrideAt(overrides, field.name, responsibleAuthority, day)));

/** The completeness of one message by one version of the profile. */
export const assessAgainst = (profile: Profile, input: AssessmentInput): NotificationAssessment => {
  const day = londonDay(input.receivedAt);
  const facts = caseFacts(input, profile, day);
  const evidence = evidenceOf(input, facts);
  const judged = fieldsFor(profile, facts, day).map((field) => ({ field, state: judgeField(field, facts) }));
  const applying = judged.filter(({ state }) => state.applies);
  const scored = applying.filter(({ state }) => state.requirement !== 'RECOMMENDED');
  const gaps = applying.flatMap(({ field, state: { passes, requirement, state, failing } }): Gap[] => {
    if (passes) return [];
    const { name, number } = field;
    const stage = stageOf(failing.map(evidence));
    return [{ field: name, number, requirement, severity: severityOf(field, requirement), state, stage }];
  });
  return {
    profileVersion: profile.version,
    complete: scored.every(({ state }) => state.passes),
    score: ratio(scored.map(({ state }) => state)) ?? 1,
    seedScore: ratio(scored.filter(({ field }) => field.seed).map(({ state }) => state)),
    gaps,
    masks: fieldMasksOf(judged.map(({ state }) => state)),
    states: judged.map(({ state }) => state),
    withheld: applying.filter(({ state }) => state.passes && state.state === 'WITHHELD').map(({ field }) => field.name),
  };
};

/**
 * How completely a police message, with what its thread had said before, tells what a safeguarding response needs.
 * `complete` and `score` count mandatory and answerable fields that apply; recommended ones appear only as gaps.
 */
export const assessNotification = (input: AssessmentInput): NotificationAssessment =>
  assessAgainst(profileAt(londonDay(input.receivedAt)), input);
