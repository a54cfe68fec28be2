import type { Row } from '../../src/plan/row-reader.ts';
import { builder } from '../builder.ts';
import { Episode, Interview, Notification } from './refs.ts';

/** What happened to a child. */
export const TimelineEntry = builder.unionType('TimelineEntry', {
  description: 'Something that happened: an absence, a notification or a return home interview.',
  types: [Episode, Notification, Interview],
  resolveType: (row: Row) => row.type,
});
