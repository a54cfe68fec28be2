import type { Row } from '../../src/plan/row-reader.ts';
import { builder } from '../builder.ts';
import { Episode, Interview, Notification, PreventionInterview, StrategyMeeting } from './refs.ts';

/** What happened to a child. */
export const TimelineEntry = builder.unionType('TimelineEntry', {
  description:
    'Something that happened: an absence, a notification, a prevention or return home interview, or a meeting.',
  types: [Episode, Notification, PreventionInterview, Interview, StrategyMeeting],
  resolveType: (row: Row) => row.type,
});
