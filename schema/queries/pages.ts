import type { ConnectionFilter } from '../../src/plan/source.ts';
import { builder } from '../builder.ts';
import { connectionType, paged } from '../types/connection.ts';
import { EpisodeStatus } from '../types/episode.ts';
import { InterviewStatus } from '../types/interview-status.ts';
import { MeetingDecision } from '../types/meeting-decision.ts';
import { MessageType } from '../types/notification.ts';
import { Child, Episode, Interview, Notification, StrategyMeeting } from '../types/refs.ts';

const ChildConnection = connectionType(Child, 'Child');
const EpisodeConnection = connectionType(Episode, 'Episode');
/** A page of notifications. */
export const NotificationConnection = connectionType(Notification, 'Notification');
const InterviewConnection = connectionType(Interview, 'Interview');
const MeetingConnection = connectionType(StrategyMeeting, 'StrategyMeeting');

const first = 'How many: 1 to 200.';
const after = 'The cursor the page starts after.';
const asKnownAt = 'As the hub knew it then; permission is always of now. One value for the whole operation.';

const childFilters: readonly ConnectionFilter[] = [
  { arg: 'missingNow', column: 'missing_now', cast: 'boolean', operator: '=' },
];

builder.queryField('children', (t) =>
  t.field({
    type: ChildConnection,
    nullable: false,
    description: 'The children the reader has a relationship to.',
    args: {
      first: t.arg({ type: 'PageSize', description: first, defaultValue: 50 }),
      after: t.arg.string({ description: after }),
      missingNow: t.arg.boolean({
        description: 'Only those missing now, or only those not; as the reader may see it.',
      }),
      asKnownAt: t.arg({ type: 'DateTime', description: asKnownAt }),
    },
    extensions: paged(childFilters),
    resolve: (_root, _args, context, info) => context.reader().page(info, childFilters),
  }),
);

const episodeFilters: readonly ConnectionFilter[] = [
  { arg: 'status', column: 'status', cast: 'text', operator: '=' },
  { arg: 'startedFrom', column: 'started_on', cast: 'date', operator: '>=' },
  { arg: 'startedBefore', column: 'started_on', cast: 'date', operator: '<' },
];

builder.queryField('episodes', (t) =>
  t.field({
    type: EpisodeConnection,
    nullable: false,
    description: 'Absences of the children the reader has a relationship to.',
    args: {
      first: t.arg({ type: 'PageSize', description: first, defaultValue: 50 }),
      after: t.arg.string({ description: after }),
      status: t.arg({ type: EpisodeStatus, description: 'Only those that stand so.' }),
      startedFrom: t.arg({ type: 'Date', description: 'Only those that began on this day or later.' }),
      startedBefore: t.arg({ type: 'Date', description: 'Only those that began before this day.' }),
      asKnownAt: t.arg({ type: 'DateTime', description: asKnownAt }),
    },
    extensions: paged(episodeFilters),
    resolve: (_root, _args, context, info) => context.reader().page(info, episodeFilters),
  }),
);

const notificationFilters: readonly ConnectionFilter[] = [
  { arg: 'messageType', column: 'message_type', cast: 'text', operator: '=' },
  { arg: 'sentFrom', column: 'sent_at', cast: 'timestamptz', operator: '>=' },
  { arg: 'sentBefore', column: 'sent_at', cast: 'timestamptz', operator: '<' },
];

builder.queryField('notifications', (t) =>
  t.field({
    type: NotificationConnection,
    nullable: false,
    description: 'Police notifications about the children the reader has a relationship to.',
    args: {
      first: t.arg({ type: 'PageSize', description: first, defaultValue: 50 }),
      after: t.arg.string({ description: after }),
      messageType: t.arg({ type: MessageType, description: 'Only messages that announce this.' }),
      sentFrom: t.arg({ type: 'DateTime', description: 'Only those sent at this instant or later.' }),
      sentBefore: t.arg({ type: 'DateTime', description: 'Only those sent before this instant.' }),
      asKnownAt: t.arg({ type: 'DateTime', description: asKnownAt }),
    },
    extensions: paged(notificationFilters),
    resolve: (_root, _args, context, info) => context.reader().page(info, notificationFilters),
  }),
);

const interviewFilters: readonly ConnectionFilter[] = [
  { arg: 'status', column: 'status', cast: 'text', operator: '=' },
  { arg: 'offeredFrom', column: 'offered_at', cast: 'timestamptz', operator: '>=' },
  { arg: 'offeredBefore', column: 'offered_at', cast: 'timestamptz', operator: '<' },
];

builder.queryField('interviews', (t) =>
  t.field({
    type: InterviewConnection,
    nullable: false,
    description: 'Return home interviews of the children the reader has a relationship to.',
    args: {
      first: t.arg({ type: 'PageSize', description: first, defaultValue: 50 }),
      after: t.arg.string({ description: after }),
      status: t.arg({ type: InterviewStatus, description: 'Only those that stand so.' }),
      offeredFrom: t.arg({ type: 'DateTime', description: 'Only those offered at this instant or later.' }),
      offeredBefore: t.arg({ type: 'DateTime', description: 'Only those offered before this instant.' }),
      asKnownAt: t.arg({ type: 'DateTime', description: asKnownAt }),
    },
    extensions: paged(interviewFilters),
    resolve: (_root, _args, context, info) => context.reader().page(info, interviewFilters),
  }),
);

const meetingFilters: readonly ConnectionFilter[] = [
  { arg: 'decision', column: 'decision', cast: 'text', operator: '=' },
  { arg: 'heldFrom', column: 'held_at', cast: 'timestamptz', operator: '>=' },
  { arg: 'heldBefore', column: 'held_at', cast: 'timestamptz', operator: '<' },
];

builder.queryField('meetings', (t) =>
  t.field({
    type: MeetingConnection,
    nullable: false,
    description: 'Strategy meetings about the children the reader has a relationship to.',
    args: {
      first: t.arg({ type: 'PageSize', description: first, defaultValue: 50 }),
      after: t.arg.string({ description: after }),
      decision: t.arg({ type: MeetingDecision, description: 'Only those decided so.' }),
      heldFrom: t.arg({ type: 'DateTime', description: 'Only those held at this instant or later.' }),
      heldBefore: t.arg({ type: 'DateTime', description: 'Only those held before this instant.' }),
      asKnownAt: t.arg({ type: 'DateTime', description: asKnownAt }),
    },
    extensions: paged(meetingFilters),
    resolve: (_root, _args, context, info) => context.reader().page(info, meetingFilters),
  }),
);
