import type { Adapter } from '../../src/domain/adapter.ts';
import { involvements } from './involvements.ts';

/** What nobody publishes a format for, in our own contract; any organisation may send it. */
export const hubRecords: Adapter = {
  id: 'hub-records',
  agency: 'hub',
  title: 'Records in the hub’s own contract',
  formats: [involvements],
};
