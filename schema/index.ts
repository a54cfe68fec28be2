import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { guardSchema } from './guard.ts';
import './types/absence.ts';
import './types/action.ts';
import './types/attendance.ts';
import './types/case-note.ts';
import './types/case-note-parts.ts';
import './types/child.ts';
import './types/disclosure.ts';
import './types/enrolment.ts';
import './types/episode.ts';
import './types/escalation.ts';
import './types/explanation.ts';
import './types/feedback.ts';
import './types/health-encounter.ts';
import './types/health-finding.ts';
import './types/impact.ts';
import './types/interview.ts';
import './types/interview-parts.ts';
import './types/investigation.ts';
import './types/involvement.ts';
import './types/meeting-parts.ts';
import './types/node.ts';
import './types/notice.ts';
import './types/notification.ts';
import './types/parts.ts';
import './types/placement.ts';
import './types/plan.ts';
import './types/prevention-interview.ts';
import './types/provenance.ts';
import './types/restriction.ts';
import './types/risk-indicator.ts';
import './types/safe-in-care-decision.ts';
import './types/strategy-meeting.ts';
import './types/timeline.ts';
import './queries/access-reviews.ts';
import './queries/child.ts';
import './queries/explain.ts';
import './queries/pages.ts';
import './queries/request.ts';
import './queries/who-saw.ts';
import './mutations/access-review-record.ts';
import './mutations/audit-case-approve.ts';
import './mutations/break-glass-open.ts';
import './mutations/child-match.ts';
import './mutations/notification-submit.ts';
import './mutations/referral-open.ts';

/**
 * The hub's schema, guarded.
 * @throws Error when the policy table and the schema differ
 */
export const buildHubSchema = (): GraphQLSchema => guardSchema(builder.toSchema());
