import { tables } from '../../src/plan/tables.ts';
import { builder } from '../builder.ts';
import { day, flag, instant, key, type Part, partColumn, partsValue, type RowFields, text, words } from '../fields.ts';
import { absencesField } from './absence.ts';
import { idField, Node } from './node.ts';
import { Address, Contact } from './parts.ts';
import { mergedFields } from './provenance.ts';
import {
  CaseNote,
  Child,
  Episode,
  Escalation,
  Feedback,
  Impact,
  Interview,
  Investigation,
  Notice,
  Notification,
  PreventionInterview,
  SafeInCareDecision,
  StrategyMeeting,
} from './refs.ts';
import { related, relatedOne } from './related.ts';

export const EpisodeStatus = builder.enumType('EpisodeStatus', {
  description: 'Where an absence stands: still open, ended, or withdrawn by its source.',
  values: ['OPEN', 'ENDED', 'CANCELLED'] as const,
});

const EpisodeSource = builder.objectRef<Part>('EpisodeSource').implement({
  description: 'One source’s account of an absence, and why it was joined to the others.',
  fields: (t) => ({
    organisation: key(t, 'organisation', 'Code of the organisation.'),
    system: key(t, 'system', 'Which of its systems.'),
    category: key(t, 'category', 'MISSING, AWAY_WITHOUT_AUTHORISATION or POLICE_ABSENT.'),
    startedOn: key(t, 'startedOn', 'Day it began, by this source.'),
    startedAt: key(t, 'startedAt', 'Instant it began, where this source knows it.'),
    endedOn: key(t, 'endedOn', 'Day it ended, by this source.'),
    endedAt: key(t, 'endedAt', 'Instant it ended, where this source knows it.'),
    statedAt: key(t, 'statedAt', 'When it said so, where its record tells.'),
    joined: key(t, 'joined', 'FIRST, OVERLAP or STARTS_CLOSE.'),
  }),
});

const times = (t: RowFields) => ({
  status: text(t, 'status', 'OPEN, ENDED or CANCELLED.'),
  category: text(t, 'category', 'MISSING, AWAY_WITHOUT_AUTHORISATION or POLICE_ABSENT.'),
  startedOn: day(t, 'started_on', 'Day the absence began: last seen by a responsible adult.'),
  startedAt: instant(
    t,
    'started_at',
    'Instant it began, where any source knows it; a date-only source never gains a time.',
  ),
  endedOn: day(t, 'ended_on', 'Day it ended.'),
  endedAt: instant(t, 'ended_at', 'Instant it ended, where any source knows it.'),
  reportedAt: instant(t, 'reported_at', 'When it was reported.'),
  foundAt: instant(t, 'found_at', 'When the child was found.'),
  returnedAt: instant(
    t,
    'returned_at',
    'When the child was back; the 72 hours of the return home interview run from here.',
  ),
  lastSeenAt: instant(t, 'last_seen_at', 'When the child was last seen.'),
  preventionInterviewAt: instant(t, 'prevention_interview_at', 'When police held the prevention interview.'),
  riskGradedAt: instant(t, 'risk_graded_at', 'When the risk was graded.'),
});

const details = (t: RowFields) => ({
  riskGrade: text(t, 'risk_grade', 'Police risk grade.'),
  riskGradedBy: text(t, 'risk_graded_by', 'Who graded it.'),
  riskRationale: text(t, 'risk_rationale', 'Why that grade.'),
  riskFactors: words(t, 'risk_factors', 'Risk factors.'),
  missingFrom: text(t, 'missing_from', 'Where the child went missing from.'),
  outOfCharacter: text(t, 'out_of_character', 'Whether it was out of character: YES, NO or NOT_KNOWN.'),
  circumstances: text(t, 'circumstances', 'What happened.'),
  lastSeenPlace: text(t, 'last_seen_place', 'Where the child was last seen.'),
  lastSeenBy: text(t, 'last_seen_by', 'By whom.'),
  foundPlace: text(t, 'found_place', 'Where the child was found.'),
  foundBy: text(t, 'found_by', 'How or by whom the child was found.'),
  preventionInterviewDone: flag(t, 'prevention_interview_done', 'Whether police held the prevention interview.'),
  preventionInterviewNotDoneReason: text(t, 'prevention_interview_not_done_reason', 'Why not, where they did not.'),
  harm: words(t, 'harm', 'Harm suffered or done while away.'),
  reasons: words(t, 'reasons', 'Reasons given for going.'),
});

/** Records of every other kind that are about it. */
const records = (t: RowFields) => ({
  preventionInterviews: related(
    t,
    PreventionInterview,
    'episodePreventionInterviews',
    'Police checks after the return.',
  ),
  meetings: related(t, StrategyMeeting, 'episodeMeetings', 'Strategy meetings about it.'),
  investigations: related(t, Investigation, 'episodeInvestigations', 'Investigations it touches.'),
  caseNotes: related(t, CaseNote, 'episodeCaseNotes', 'Notes of work about it.'),
  escalations: related(t, Escalation, 'episodeEscalations', 'Professional differences about it.'),
  safeInCareDecisions: related(
    t,
    SafeInCareDecision,
    'episodeSafeInCareDecisions',
    'Decisions on a Safe in Care assessment.',
  ),
  impacts: related(t, Impact, 'episodeImpacts', 'Difference made, as recorded.'),
  notices: related(t, Notice, 'episodeNotices', 'Professionals told of it.'),
  feedback: related(t, Feedback, 'episodeFeedback', 'What was said of the help given.'),
});

Episode.implement({
  description: 'One absence, however many sources reported it.',
  interfaces: [Node],
  extensions: { plan: tables.Episode },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    ...times(t),
    ...details(t),
    likelyPlaces: t.field({
      type: [Address],
      nullable: { list: true, items: false },
      description: 'Places the child may go.',
      extensions: partColumn('likely_places'),
      resolve: (row) => partsValue.parse(row.fields['likelyPlaces']),
    }),
    thoughtToBeWith: t.field({
      type: [Contact],
      nullable: { list: true, items: false },
      description: 'Whom the child is thought to be with.',
      extensions: partColumn('thought_to_be_with'),
      resolve: (row) => partsValue.parse(row.fields['thoughtToBeWith']),
    }),
    sources: t.field({
      type: [EpisodeSource],
      nullable: { list: true, items: false },
      description: 'Each source’s own account.',
      extensions: partColumn('sources'),
      resolve: (row) => partsValue.parse(row.fields['sources']),
    }),
    notifications: related(t, Notification, 'episodeNotifications', 'Police notifications of this absence.'),
    interviews: related(t, Interview, 'episodeInterviews', 'Return home interviews that answer it.'),
    ...records(t),
    ...mergedFields(t),
    absences: absencesField(t),
  }),
});
