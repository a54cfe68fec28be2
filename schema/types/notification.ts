import { neededBit } from '../../src/domain/mask.ts';
import { tables } from '../../src/plan/tables.ts';
import { builder } from '../builder.ts';
import {
  flag,
  float,
  instant,
  int,
  intKey,
  key,
  moment,
  type Part,
  partColumn,
  partsValue,
  partValue,
  type RowFields,
  text,
  words,
} from '../fields.ts';
import { absencesField } from './absence.ts';
import { enteredBy } from './entered-by.ts';
import { idField, Node } from './node.ts';
import { Contact } from './parts.ts';
import { Child, Completeness, Episode, Notification } from './refs.ts';
import { relatedOne } from './related.ts';

export const MessageType = builder.enumType('MessageType', {
  description: 'What a police message announces.',
  values: ['NEW', 'UPDATE', 'RISK_CHANGE', 'FOUND', 'RETURNED', 'PREVENTION_DONE', 'CANCELLED'] as const,
});

const Gap = builder.objectRef<Part>('Gap').implement({
  description: 'A field of the completeness profile that a notification leaves without a usable answer.',
  fields: (t) => ({
    field: key(t, 'field', 'Name of the profile field.'),
    number: intKey(t, 'number', 'Its number in the profile.'),
    requirement: key(t, 'requirement', 'MANDATORY value, mandatory ANSWER, or RECOMMENDED.'),
    severity: key(t, 'severity', 'CRITICAL, MAJOR or MINOR.'),
    state: key(t, 'state', 'How it was left: MISSING, INVALID, or an answer without who asked and when.'),
    stage: key(
      t,
      'stage',
      'Where it was lost: NOT_RECORDED, NOT_SENT, LOST_IN_MAPPING, WITHHELD_BY_SOURCE, or UNKNOWN.',
    ),
  }),
});

/** Gaps of these profile fields are police intelligence. */
const intelligence = { key: 'number', values: [44, 45, 46], needs: 'PI' } as const;
const policeIntelligenceBit = neededBit('PI', 'full');

Completeness.implement({
  description: 'How complete a notification was against the profile in force. The score does not depend on who asks.',
  extensions: { plan: tables.Completeness },
  fields: (t) => ({
    profileVersion: text(t, 'profile_version', 'Version of the profile.'),
    complete: flag(
      t,
      'complete',
      'Whether every mandatory field is answered, with what is known of the thread by now.',
    ),
    score: float(t, 'score', 'Answered over applicable, 0 to 1.'),
    seedScore: float(t, 'seed_score', 'The same over the fields the 2015 audit named.'),
    threadComplete: flag(t, 'latest_complete', 'Whether its whole thread is complete by now.'),
    completedAt: moment(t, 'completed_at', 'When the message came with which its thread was complete.'),
    firstProfileVersion: text(t, 'first_profile_version', 'Version of the profile when first received.'),
    firstSeedScore: float(
      t,
      'first_seed_score',
      'The score over the fields the 2015 audit named, when first received.',
    ),
    firstComplete: flag(t, 'first_complete', 'Whether it was complete when first received.'),
    firstScore: float(t, 'first_score', 'The score when first received.'),
    firstKnownAt: moment(t, 'first_known_at', 'When it was first received.'),
    gaps: t.field({
      type: [Gap],
      nullable: { list: true, items: false },
      description: 'Fields left without a usable answer.',
      extensions: partColumn('gaps', intelligence),
      resolve: (row) =>
        partsValue
          .parse(row.fields['gaps'])
          ?.filter(
            ({ number }) =>
              !intelligence.values.some((hidden) => hidden === number) || (row.mask & policeIntelligenceBit) !== 0n,
          ) ?? null,
    }),
  }),
});

const contact = (t: RowFields, column: string, description: string) =>
  t.field({
    type: Contact,
    description,
    extensions: partColumn(column),
    resolve: (row, _args, _context, info) => partValue.parse(row.fields[info.fieldName]),
  });

const envelope = (t: RowFields) => ({
  organisation: text(t, 'organisation', 'Code of the organisation that sent it.'),
  enteredBy: enteredBy(t),
  messageType: text(t, 'message_type', 'What it announces.'),
  notificationId: text(t, 'notification_id', 'The force’s number for the message.'),
  forceReference: text(t, 'force_reference', 'The force’s number for the incident.'),
  force: text(t, 'force', 'Code of the force.'),
  unit: text(t, 'unit', 'Unit of the force.'),
  officer: contact(t, 'officer', 'Officer or missing persons coordinator to ring back.'),
  reportedAt: instant(t, 'reported_at', 'When the child was reported missing.'),
  sentAt: instant(t, 'sent_at', 'When the force sent the message.'),
  receivedAt: instant(t, 'received_at', 'When the hub received it.'),
  responsibleAuthority: text(t, 'responsible_authority', 'GSS code of the responsible authority it was sent to.'),
  hostAuthority: text(t, 'host_authority', 'GSS code of the host authority it was sent to.'),
  marking: text(t, 'marking', 'Protective marking.'),
  handlingNote: text(t, 'handling_note', 'How it must be handled.'),
});

const content = (t: RowFields) => ({
  riskGrade: text(t, 'risk_grade', 'Risk grade.'),
  riskRationale: text(t, 'risk_rationale', 'Why that grade.'),
  circumstances: text(t, 'circumstances', 'What happened.'),
  clothing: text(t, 'clothing', 'What the child was wearing.'),
  itemsCarried: text(t, 'items_carried', 'What the child took or carried.'),
  photoReference: text(t, 'photo_reference', 'Reference of a photograph.'),
  photoTakenOn: text(t, 'photo_taken_on', 'When the photograph was taken.'),
  informant: contact(t, 'informant', 'Who reported the child missing.'),
  enquiriesMade: text(t, 'enquiries_made', 'Enquiries made before the report.'),
  thoughtToBeWith: t.field({
    type: [Contact],
    nullable: { list: true, items: false },
    description: 'Whom the child is thought to be with.',
    extensions: partColumn('thought_to_be_with'),
    resolve: (row) => partsValue.parse(row.fields['thoughtToBeWith']),
  }),
  phoneAndSocialMedia: text(t, 'phone_and_social_media', 'Phone and social media.'),
  moneyAndTravel: text(t, 'money_and_travel', 'Money, cards, vehicles, travel.'),
  episodesLast30Days: int(t, 'episodes_last30_days', 'Earlier absences in 30 days, by the force.'),
  episodesLast90Days: int(t, 'episodes_last90_days', 'Earlier absences in 90 days, by the force.'),
  episodesLast365Days: int(t, 'episodes_last365_days', 'Earlier absences in a year, by the force.'),
  recentTrigger: text(t, 'recent_trigger', 'A recent event that may explain it.'),
  harm: words(t, 'harm', 'Harm suffered or done while away.'),
  crimeReference: text(t, 'crime_reference', 'Crime reference.'),
  safeguardingDone: text(t, 'safeguarding_done', 'What was done at once to keep the child safe.'),
  interviewWishes: text(t, 'interview_wishes', 'What the child wants of the return home interview.'),
  interviewContactRoute: text(t, 'interview_contact_route', 'How to reach the child for it.'),
});

Notification.implement({
  description: 'One police message about a missing child, as it was sent.',
  interfaces: [Node],
  extensions: { plan: tables.Notification },
  fields: (t) => ({
    id: idField(t),
    child: relatedOne(t, Child, 'theChild', 'The child.'),
    episode: relatedOne(t, Episode, 'notificationEpisode', 'The absence it speaks of.'),
    ...envelope(t),
    ...content(t),
    completeness: relatedOne(t, Completeness, 'notificationCompleteness', 'What it leaves out.'),
    absences: absencesField(t),
  }),
});
