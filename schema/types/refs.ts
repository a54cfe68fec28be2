import type { Row } from '../../src/plan/row-reader.ts';
import { builder } from '../builder.ts';

/** The types that refer to each other, named before any of them is described. */
export const Child = builder.objectRef<Row>('Child');
export const Episode = builder.objectRef<Row>('Episode');
export const Notification = builder.objectRef<Row>('Notification');
export const Interview = builder.objectRef<Row>('Interview');
export const Placement = builder.objectRef<Row>('Placement');
export const Involvement = builder.objectRef<Row>('Involvement');
export const Completeness = builder.objectRef<Row>('Completeness');
export const PreventionInterview = builder.objectRef<Row>('PreventionInterview');
export const StrategyMeeting = builder.objectRef<Row>('StrategyMeeting');
export const Plan = builder.objectRef<Row>('Plan');
export const Investigation = builder.objectRef<Row>('Investigation');
export const RiskIndicator = builder.objectRef<Row>('RiskIndicator');
export const HealthEncounter = builder.objectRef<Row>('HealthEncounter');
export const HealthFinding = builder.objectRef<Row>('HealthFinding');
export const Enrolment = builder.objectRef<Row>('Enrolment');
export const Attendance = builder.objectRef<Row>('Attendance');
export const CaseNote = builder.objectRef<Row>('CaseNote');
export const Escalation = builder.objectRef<Row>('Escalation');
export const SafeInCareDecision = builder.objectRef<Row>('SafeInCareDecision');
export const Impact = builder.objectRef<Row>('Impact');
export const Notice = builder.objectRef<Row>('Notice');
export const Restriction = builder.objectRef<Row>('Restriction');
export const Feedback = builder.objectRef<Row>('Feedback');
