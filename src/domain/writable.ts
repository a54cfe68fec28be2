import type { RecordKind } from './model/kinds.ts';
import { kinds } from './model/kinds.ts';
import { mayBeEmpty } from './model/shape.ts';
import type { writers } from './policy.ts';

/** A kind of record that practitioners enter in the hub itself. */
export interface WritableKind {
  readonly kind: RecordKind;
  /** The GraphQL type that shows it; its fields' classes say who may name which of its fields. */
  readonly type: string;
  /** The contract of the hub's own that an entry follows: `case-notes`. */
  readonly contract: string;
  /** The mutation, and the row of `writers` that says who may use it. */
  readonly mutation: keyof typeof writers;
  /** Fields an entry cannot do without beyond those of the model; no source may leave them empty here. */
  readonly needed: readonly string[];
  /** Further fields of the type that show the same value: whoever names a field must be able to see all of it. */
  readonly shownAlso: Readonly<Record<string, readonly string[]>>;
}

/** ★ What is entered in the hub. Who may is in `policy.ts`; what they may name of it, in `coordinates.ts`. */
export const writableKinds = [
  {
    ...{ kind: 'prevention-interview', type: 'PreventionInterview', contract: 'prevention-interviews' },
    ...{ mutation: 'preventionInterviewRecord', needed: [], shownAlso: {} },
  },
  {
    ...{ kind: 'interview', type: 'Interview', contract: 'interviews', mutation: 'interviewRecord', needed: [] },
    shownAlso: { attempts: ['attemptMethods'], actions: ['actionProgress'] },
  },
  {
    ...{ kind: 'strategy-meeting', type: 'StrategyMeeting', contract: 'strategy-meetings' },
    ...{ mutation: 'strategyMeetingRecord', needed: [] },
    shownAlso: {
      ...{ attendance: ['attendees'], risks: ['riskCodes'], aims: ['aimCodes'], actions: ['actionProgress'] },
    },
  },
  { kind: 'plan', type: 'Plan', contract: 'plans', mutation: 'planRecord', needed: [], shownAlso: {} },
  {
    ...{ kind: 'case-note', type: 'CaseNote', contract: 'case-notes', mutation: 'caseNoteRecord', shownAlso: {} },
    // Domain reference 3.3, N1 to N3: enforced at write.
    needed: ['author', 'authorRole', 'authorAgency', 'happenedAt', 'recordedAt'],
  },
  {
    ...{ kind: 'escalation', type: 'Escalation', contract: 'escalations', mutation: 'escalationRecord' },
    ...{ needed: [], shownAlso: {} },
  },
  {
    ...{ kind: 'safe-in-care-decision', type: 'SafeInCareDecision', contract: 'safe-in-care-decisions' },
    ...{ mutation: 'safeInCareDecisionRecord', needed: [], shownAlso: {} },
  },
  { kind: 'impact', type: 'Impact', contract: 'impacts', mutation: 'impactRecord', needed: [], shownAlso: {} },
  {
    ...{ kind: 'professional-notice', type: 'Notice', contract: 'notices', mutation: 'noticeRecord' },
    ...{ needed: [], shownAlso: {} },
  },
  { kind: 'feedback', type: 'Feedback', contract: 'feedback', mutation: 'feedbackRecord', needed: [], shownAlso: {} },
  {
    ...{ kind: 'restriction', type: 'Restriction', contract: 'restrictions', mutation: 'restrictionRecord' },
    ...{ needed: [], shownAlso: {} },
  },
  {
    ...{ kind: 'investigation', type: 'Investigation', contract: 'investigations', mutation: 'investigationRecord' },
    ...{ needed: [], shownAlso: {} },
  },
  {
    ...{ kind: 'risk-indicator', type: 'RiskIndicator', contract: 'risk-indicators', mutation: 'riskIndicatorRecord' },
    ...{ needed: [], shownAlso: {} },
  },
] as const satisfies readonly WritableKind[];

/** A kind of record that is entered in the hub. */
export type WrittenKind = (typeof writableKinds)[number]['kind'];

/** What the register says of a kind. */
export const writableOf = (kind: WrittenKind): WritableKind => {
  const found = writableKinds.find((one) => one.kind === kind);
  if (!found) throw new Error(`${kind} is not entered in the hub`);
  return found;
};

/** Fields of a kind that no entry may leave empty: those of the model, and those asked for at write. */
export const neededFields = ({ kind, needed }: WritableKind): readonly string[] => {
  const ofModel = Object.entries(kinds[kind].shape).flatMap(([field, schema]) =>
    mayBeEmpty(schema) || field === 'sourceEpisodes' ? [] : [field],
  );
  return [...new Set([...ofModel, ...needed])];
};
