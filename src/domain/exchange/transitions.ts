import type { ExchangeBody } from './messages/index.ts';

/**
 * ★ The courses a conversation may take: an interview asked for, something told that is to be acknowledged, or the copy of
 * a result for a third party, which is the one course whose child is another authority’s than either side.
 */
export const courses = ['RHI', 'NOTICE', 'COPY'] as const;
export type Course = (typeof courses)[number];

/** Where a conversation stands. Late is never a state: it follows from the clock. */
export const conversationStates = [
  'DRAFT',
  'REQUESTED',
  'ACCEPTED',
  'DECLINED',
  'EXPIRED',
  'SCHEDULED',
  'HELD',
  'CHILD_DECLINED',
  'NOT_ACHIEVED',
  'SUPERSEDED',
  'DEFERRED',
  'RESULT_SENT',
  'REJECTED',
  'QUERIED',
  'ANSWERED',
  'CLOSED',
  'SENT',
  'ACKNOWLEDGED',
  'RECALLED',
  'RESULT_RECALLED',
  'WITHDRAWN',
] as const;
export type ConversationState = (typeof conversationStates)[number];

/** Who may say it: whoever opened the conversation, the other side, either, or whoever did not speak last. */
type Speaker = 'OPENER' | 'OTHER' | 'EITHER' | 'NOT_LAST';

interface Transition {
  readonly from: readonly ConversationState[];
  /** The kind of message, with its word where one kind moves a conversation in several ways. */
  readonly on: string;
  readonly by: Speaker;
  /** SAME: the state stays. */
  readonly to: ConversationState | 'SAME';
}

const withResult = ['RESULT_SENT', 'ACKNOWLEDGED', 'REJECTED', 'QUERIED', 'ANSWERED', 'CLOSED'] as const;
const underway = ['ACCEPTED', 'SCHEDULED', 'DEFERRED'] as const;
const overdueIn = ['REQUESTED', ...underway, 'HELD', ...withResult, 'RECALLED', 'RESULT_RECALLED'] as const;

/** ★ Every step a conversation may take (domain reference 8.2). What is not here is refused. */
export const transitions: Readonly<Record<Course, readonly Transition[]>> = {
  RHI: [
    { from: ['DRAFT'], on: 'RHI_REQUEST', by: 'OPENER', to: 'REQUESTED' },
    { from: ['REQUESTED'], on: 'RHI_ACCEPT', by: 'OTHER', to: 'ACCEPTED' },
    { from: ['REQUESTED'], on: 'RHI_DECLINE', by: 'OTHER', to: 'DECLINED' },
    { from: ['REQUESTED'], on: 'ESCALATE:EXPIRED', by: 'OPENER', to: 'EXPIRED' },
    { from: ['REQUESTED'], on: 'CORRECT:RHI_REQUEST', by: 'OPENER', to: 'SAME' },
    { from: ['REQUESTED', ...underway], on: 'RECALL:RHI_REQUEST', by: 'OPENER', to: 'RECALLED' },
    { from: ['RECALLED'], on: 'ACKNOWLEDGE', by: 'OTHER', to: 'WITHDRAWN' },
    { from: underway, on: 'RHI_STATUS:SCHEDULED', by: 'OTHER', to: 'SCHEDULED' },
    { from: ['SCHEDULED'], on: 'RHI_STATUS:HELD', by: 'OTHER', to: 'HELD' },
    { from: ['SCHEDULED'], on: 'RHI_STATUS:DEFERRED', by: 'OTHER', to: 'DEFERRED' },
    { from: underway, on: 'RHI_STATUS:CHILD_DECLINED', by: 'OTHER', to: 'CHILD_DECLINED' },
    { from: underway, on: 'RHI_STATUS:NOT_ACHIEVED', by: 'OTHER', to: 'NOT_ACHIEVED' },
    { from: underway, on: 'RHI_STATUS:SUPERSEDED', by: 'OTHER', to: 'SUPERSEDED' },
    { from: ['HELD', 'REJECTED'], on: 'RHI_RESULT', by: 'OTHER', to: 'RESULT_SENT' },
    { from: ['RESULT_SENT', 'ANSWERED'], on: 'RESULT_ACK:ACCEPTED', by: 'OPENER', to: 'ACKNOWLEDGED' },
    { from: ['RESULT_SENT'], on: 'RESULT_ACK:REJECTED', by: 'OPENER', to: 'REJECTED' },
    { from: ['ACKNOWLEDGED', 'ANSWERED'], on: 'RESULT_ACK:CLOSED', by: 'OPENER', to: 'CLOSED' },
    { from: ['ACKNOWLEDGED', 'ANSWERED'], on: 'RESULT_QUERY', by: 'EITHER', to: 'QUERIED' },
    { from: ['QUERIED'], on: 'RESULT_ANSWER', by: 'NOT_LAST', to: 'ANSWERED' },
    { from: withResult, on: 'CORRECT:RHI_RESULT', by: 'OTHER', to: 'RESULT_SENT' },
    { from: withResult, on: 'RECALL:RHI_RESULT', by: 'OTHER', to: 'RESULT_RECALLED' },
    { from: ['RESULT_RECALLED'], on: 'ACKNOWLEDGE', by: 'OPENER', to: 'HELD' },
    { from: overdueIn, on: 'ESCALATE:OVERDUE', by: 'EITHER', to: 'SAME' },
    { from: underway, on: 'ESCALATE:DUE_SOON', by: 'EITHER', to: 'SAME' },
  ],
  NOTICE: [
    { from: ['DRAFT'], on: 'PLACEMENT_NOTICE', by: 'OPENER', to: 'SENT' },
    { from: ['DRAFT'], on: 'MISSING_ALERT', by: 'OPENER', to: 'SENT' },
    { from: ['DRAFT'], on: 'RETURN_NOTICE', by: 'OPENER', to: 'SENT' },
    { from: ['DRAFT'], on: 'SAFEGUARD_NOW', by: 'OPENER', to: 'SENT' },
    { from: ['SENT', 'ACKNOWLEDGED'], on: 'RETURN_NOTICE', by: 'OPENER', to: 'SENT' },
    { from: ['SENT', 'ACKNOWLEDGED'], on: 'CORRECT', by: 'OPENER', to: 'SENT' },
    { from: ['SENT', 'ACKNOWLEDGED'], on: 'RECALL', by: 'OPENER', to: 'RECALLED' },
    { from: ['SENT'], on: 'ACKNOWLEDGE', by: 'OTHER', to: 'ACKNOWLEDGED' },
    { from: ['RECALLED'], on: 'ACKNOWLEDGE', by: 'OTHER', to: 'WITHDRAWN' },
    { from: ['SENT', 'RECALLED'], on: 'ESCALATE:OVERDUE', by: 'EITHER', to: 'SAME' },
  ],
  COPY: [
    { from: ['DRAFT'], on: 'RESULT_COPY', by: 'OPENER', to: 'SENT' },
    { from: ['SENT', 'ACKNOWLEDGED'], on: 'CORRECT:RESULT_COPY', by: 'OPENER', to: 'SENT' },
    { from: ['SENT', 'ACKNOWLEDGED'], on: 'RECALL:RESULT_COPY', by: 'OPENER', to: 'RECALLED' },
    { from: ['SENT'], on: 'ACKNOWLEDGE', by: 'OTHER', to: 'ACKNOWLEDGED' },
    { from: ['RECALLED'], on: 'ACKNOWLEDGE', by: 'OTHER', to: 'WITHDRAWN' },
    { from: ['SENT', 'RECALLED'], on: 'ESCALATE:OVERDUE', by: 'EITHER', to: 'SAME' },
  ],
};

/** The course of a conversation that a kind opens. */
export const courseOf = (kind: ExchangeBody['kind']): Course => {
  if (kind === 'RHI_REQUEST') return 'RHI';
  return kind === 'RESULT_COPY' ? 'COPY' : 'NOTICE';
};

/** What a message is to the table: its kind, with its word where it has one. */
export const eventOf = (body: ExchangeBody): string => {
  switch (body.kind) {
    case 'RHI_STATUS':
      return `RHI_STATUS:${body.content.status}`;
    case 'RESULT_ACK':
      return `RESULT_ACK:${body.content.decision}`;
    case 'ESCALATE':
      return `ESCALATE:${body.content.reason}`;
    case 'CORRECT':
    case 'RECALL':
      return `${body.kind}:${body.content.kind}`;
    default:
      return body.kind;
  }
};
