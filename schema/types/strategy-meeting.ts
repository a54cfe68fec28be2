import { tables } from '../../src/plan/tables.ts';
import { day, flag, instant, parts, text, words } from '../fields.ts';
import { absencesField } from './absence.ts';
import { Action, ActionProgress } from './action.ts';
import { enteredBy } from './entered-by.ts';
import {
  AgencyAttendance,
  Attendee,
  MeetingAim,
  MeetingAimCode,
  MeetingRisk,
  MeetingRiskCode,
} from './meeting-parts.ts';
import { idField, Node } from './node.ts';
import { Child, Episode, StrategyMeeting } from './refs.ts';
import { related, relatedOne } from './related.ts';

StrategyMeeting.implement({
  description: 'A strategy meeting, held or decided against.',
  interfaces: [Node],
  extensions: { plan: tables.StrategyMeeting },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
    enteredBy: enteredBy(t),
    triggers: words(t, 'triggers', 'Criteria the authority says were met: T1 to T8.'),
    criterionMetAt: instant(
      t,
      'criterion_met_at',
      'When the criterion was met; the working days to the meeting run from here.',
    ),
    decision: text(t, 'decision', 'CONVENED or NOT_CONVENED.'),
    notConvenedReason: text(t, 'not_convened_reason', 'Why not, where the criteria were met and no meeting was held.'),
    decidedBy: text(t, 'decided_by', 'Who decided.'),
    decidedAt: instant(t, 'decided_at', 'When it was decided.'),
    heldAt: instant(t, 'held_at', 'When it was held.'),
    chair: text(t, 'chair', 'Who chaired.'),
    chairRole: text(t, 'chair_role', 'In which role.'),
    attendance: parts(
      t,
      AgencyAttendance,
      'attendance',
      'Each agency expected: present, apologies or absent, and whether it sent a report.',
    ),
    attendees: parts(t, Attendee, 'attendance', 'The same with the names of people.', { absentAs: 'attendance' }),
    tabled: words(t, 'tabled', 'What lay on the table: notification, return home interview…'),
    risks: parts(t, MeetingRisk, 'risks', 'Risks named.'),
    riskCodes: parts(t, MeetingRiskCode, 'risks', 'Codes of the risks named.', { absentAs: 'risks' }),
    aims: parts(t, MeetingAim, 'aims', 'What the plan aims at.'),
    aimCodes: parts(t, MeetingAimCode, 'aims', 'Codes of what the plan aims at.', { absentAs: 'aims' }),
    actions: parts(t, Action, 'actions', 'Actions agreed.'),
    actionProgress: parts(t, ActionProgress, 'actions', 'Of each action: agency, due and completed.', {
      absentAs: 'actions',
    }),
    previousActionsReviewed: flag(
      t,
      'previous_actions_reviewed',
      'Whether the actions of the meeting before were reviewed.',
    ),
    disagreement: text(t, 'disagreement', 'Disagreement recorded.'),
    minutes: text(t, 'minutes', 'The minutes.'),
    minutesSentOn: day(t, 'minutes_sent_on', 'When the minutes went out.'),
    absences: absencesField(t),
  }),
});
