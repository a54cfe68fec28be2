import type { Adapter } from '../../src/domain/adapter.ts';
import { caseNotes } from './case-notes.ts';
import { escalations } from './escalations.ts';
import { feedback } from './feedback.ts';
import type { ContractFormat } from './format.ts';
import { impacts } from './impacts.ts';
import { interviews } from './interviews.ts';
import { investigations } from './investigations.ts';
import { involvements } from './involvements.ts';
import { notices } from './notices.ts';
import { plans } from './plans.ts';
import { preventionInterviews } from './prevention-interviews.ts';
import { restrictions } from './restrictions.ts';
import { riskIndicators } from './risk-indicators.ts';
import { safeInCareDecisions } from './safe-in-care-decisions.ts';
import { strategyMeetings } from './strategy-meetings.ts';

/** The register of our own contracts, a format each. */
export const contractFormats: readonly ContractFormat[] = [
  involvements,
  preventionInterviews,
  interviews,
  strategyMeetings,
  plans,
  investigations,
  caseNotes,
  escalations,
  safeInCareDecisions,
  impacts,
  notices,
  feedback,
  riskIndicators,
  restrictions,
];

/** What nobody publishes a format for, in our own contract; any organisation may send it. */
export const hubRecords: Adapter = {
  id: 'hub-records',
  agency: 'hub',
  title: 'Records in the hub’s own contract',
  formats: contractFormats,
};
