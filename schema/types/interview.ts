import { tables } from '../../src/plan/tables.ts';
import { day, flag, instant, parts, type RowFields, text, words } from '../fields.ts';
import { absencesField } from './absence.ts';
import { Action, ActionProgress } from './action.ts';
import { enteredBy } from './entered-by.ts';
import { InterviewAttempt, InterviewAttemptMethod, InterviewSharing } from './interview-parts.ts';
import { idField, Node } from './node.ts';
import { Child, Episode, Interview } from './refs.ts';
import { related, relatedOne } from './related.ts';

/** That it was offered and held, by whom and how well prepared. */
const conduct = (t: RowFields) => ({
  organisation: text(t, 'organisation', 'Code of the organisation that records it.'),
  enteredBy: enteredBy(t),
  status: text(t, 'status', 'Where it stands, where that is certain.'),
  offered: text(t, 'offered', 'Whether it was offered: YES, NO or NOT_APPLICABLE.'),
  accepted: text(t, 'accepted', 'Whether the offer was accepted: YES, NO or NOT_APPLICABLE.'),
  offeredAt: instant(t, 'offered_at', 'When it was offered.'),
  scheduledAt: instant(t, 'scheduled_at', 'When it is to be held.'),
  heldAt: instant(t, 'held_at', 'When it was held.'),
  attempts: parts(t, InterviewAttempt, 'attempts', 'Tries to reach the child, in order.'),
  attemptMethods: parts(
    t,
    InterviewAttemptMethod,
    'attempts',
    'When and how the child was tried to be reached, and with what outcome.',
    { absentAs: 'attempts' },
  ),
  declineReason: text(t, 'decline_reason', 'Why it was declined, in codes.'),
  carerInformationTaken: flag(t, 'carer_information_taken', 'Whether the carers were asked where the child declined.'),
  decisionReason: text(t, 'decision_reason', 'Why no interview is needed, or why it waits.'),
  decidedBy: text(t, 'decided_by', 'Who decided so.'),
  interviewer: text(t, 'interviewer', 'Who held it.'),
  interviewerRole: text(t, 'interviewer_role', 'In which role.'),
  interviewerClass: text(
    t,
    'interviewer_class',
    'What the interviewer is to the child: independent, allocated social worker…',
  ),
  childPreference: flag(t, 'child_preference', 'Whether the child asked for this interviewer.'),
  preferenceReason: text(t, 'preference_reason', 'Why.'),
  place: text(t, 'place', 'Where it was held.'),
  preparedFrom: words(t, 'prepared_from', 'What the interviewer read beforehand.'),
  investigationCheckedAt: instant(
    t,
    'investigation_checked_at',
    'When the interviewer checked for a live investigation.',
  ),
  investigationFound: text(t, 'investigation_found', 'What the check found.'),
  officerContactedAt: instant(t, 'officer_contacted_at', 'When the officer was rung.'),
});

/** What came of it. */
const content = (t: RowFields) => ({
  accessNeeds: text(t, 'access_needs', 'How language, disability and culture were provided for.'),
  reasons: words(t, 'reasons', 'Push and pull reasons, in codes.'),
  harm: words(t, 'harm', 'Harm, in codes.'),
  account: text(t, 'account', 'What the child said.'),
  quotes: words(t, 'quotes', 'The child’s own words.'),
  wishes: text(t, 'wishes', 'What the child wants.'),
  leadUp: text(t, 'lead_up', 'What led up to it.'),
  whereabouts: text(t, 'whereabouts', 'Where the child was.'),
  companions: text(t, 'companions', 'With whom.'),
  travel: text(t, 'travel', 'How the child travelled.'),
  sinceReturn: text(t, 'since_return', 'How the child came back, and feels.'),
  analysis: text(t, 'analysis', 'What the interviewer makes of it.'),
  actions: parts(t, Action, 'actions', 'Actions agreed.'),
  actionProgress: parts(t, ActionProgress, 'actions', 'Of each action: agency, due and completed.', {
    absentAs: 'actions',
  }),
  sharedWith: parts(t, InterviewSharing, 'shared_with', 'With whom the result was shared.'),
  childTold: flag(t, 'child_told', 'Whether the child knows with whom.'),
  reviewOn: day(t, 'review_on', 'When its effect is looked at again.'),
  differenceMade: text(t, 'difference_made', 'The difference it made.'),
});

Interview.implement({
  description: 'A return home interview, as one source records it; it may answer several absences.',
  interfaces: [Node],
  extensions: { plan: tables.Interview },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episodes: related(t, Episode, 'recordEpisodes', 'The absences it is about.'),
    ...conduct(t),
    ...content(t),
    absences: absencesField(t),
  }),
});
