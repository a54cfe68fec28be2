import type { z } from 'zod';
import { attendance } from './attendance.ts';
import { caseNote } from './case-note.ts';
import { enrolment } from './enrolment.ts';
import { escalation } from './escalation.ts';
import { feedback } from './feedback.ts';
import { healthEncounter } from './health-encounter.ts';
import { healthFinding } from './health-finding.ts';
import { impact } from './impact.ts';
import { interview } from './interview.ts';
import { investigation } from './investigation.ts';
import { involvement } from './involvement.ts';
import { missingEpisode } from './missing-episode.ts';
import { notification } from './notification.ts';
import { person } from './person.ts';
import { placement } from './placement.ts';
import { plan } from './plan.ts';
import { preventionInterview } from './prevention-interview.ts';
import { professionalNotice } from './professional-notice.ts';
import { restriction } from './restriction.ts';
import { riskIndicator } from './risk-indicator.ts';
import { safeInCareDecision } from './safe-in-care-decision.ts';
import { strategyMeeting } from './strategy-meeting.ts';

/**
 * The register of record kinds. Each has one table of the same name in snake_case, one column a top-level key
 * (camelCase -> snake_case), beside the columns every fact has; `parity.test.ts` proves it.
 */
export const kinds = {
  person,
  'missing-episode': missingEpisode,
  notification,
  'prevention-interview': preventionInterview,
  interview,
  'strategy-meeting': strategyMeeting,
  placement,
  involvement,
  plan,
  investigation,
  'risk-indicator': riskIndicator,
  'health-encounter': healthEncounter,
  'health-finding': healthFinding,
  enrolment,
  attendance,
  'case-note': caseNote,
  escalation,
  'safe-in-care-decision': safeInCareDecision,
  impact,
  'professional-notice': professionalNotice,
  feedback,
  restriction,
} as const;

export type RecordKind = keyof typeof kinds;
export type RecordBody = { readonly [K in RecordKind]: z.infer<(typeof kinds)[K]> };
export const recordKinds = Object.keys(kinds) as readonly RecordKind[];
