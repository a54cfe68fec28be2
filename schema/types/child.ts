import { z } from 'zod';
import { conditionBits } from '../../src/domain/projection.ts';
import { tables } from '../../src/plan/tables.ts';
import {
  day,
  firstArg,
  flag,
  int,
  partColumn,
  partsValue,
  partValue,
  type RowFields,
  relation,
  text,
  words,
} from '../fields.ts';
import { absencesField } from './absence.ts';
import { idField, Node } from './node.ts';
import { Address, Contact, Identifier, PersonName } from './parts.ts';
import { mergedFields } from './provenance.ts';
import {
  Attendance,
  CaseNote,
  Child,
  Enrolment,
  Episode,
  Escalation,
  Feedback,
  HealthEncounter,
  HealthFinding,
  Impact,
  Interview,
  Investigation,
  Involvement,
  Notice,
  Notification,
  Placement,
  Plan,
  PreventionInterview,
  Restriction,
  RiskIndicator,
  SafeInCareDecision,
  StrategyMeeting,
} from './refs.ts';
import { related } from './related.ts';
import { TimelineEntry } from './timeline.ts';

const address = (t: RowFields, column: string, description: string) =>
  t.field({
    type: Address,
    description,
    extensions: partColumn(column),
    resolve: (row, _args, _context, info) => partValue.parse(row.fields[info.fieldName]),
  });

const contacts = (t: RowFields, column: string, description: string) =>
  t.field({
    type: [Contact],
    nullable: { list: true, items: false },
    description,
    extensions: partColumn(column),
    resolve: (row, _args, _context, info) => partsValue.parse(row.fields[info.fieldName]),
  });

const identity = (t: RowFields) => ({
  givenNames: text(t, 'given_names', 'Given names.'),
  familyName: text(t, 'family_name', 'Family name.'),
  otherNames: t.field({
    type: [PersonName],
    nullable: { list: true, items: false },
    description: 'Preferred and former names, aliases, nicknames.',
    extensions: partColumn('other_names'),
    resolve: (row) => partsValue.parse(row.fields['otherNames']),
  }),
  birthOn: day(t, 'birth_on', 'Date of birth, where it is known to the day.'),
  birthEarliest: day(t, 'birth_earliest', 'Earliest possible date of birth.'),
  birthLatest: day(t, 'birth_latest', 'Latest possible date of birth.'),
  birthPrecision: text(t, 'birth_precision', 'How well the date of birth is known: DAY, MONTH or YEAR.'),
  age: t.int({
    description: 'Age in whole years on the hub’s clock, by the earliest possible date of birth.',
    extensions: {
      plan: {
        kind: 'expression',
        as: 'int',
        absentAs: 'birthEarliest',
        sql: (row, now) => `date_part('year', age(${now}, ${row}.birth_earliest))::int`,
      },
    },
    resolve: (row) => z.int().nullable().parse(row.fields['age']),
  }),
  sex: text(t, 'sex', 'FEMALE, MALE or UNKNOWN.'),
  gender: text(t, 'gender', 'Gender as the child describes it.'),
  nhsNumber: text(t, 'nhs_number', 'NHS number, if it passes its check digit.'),
  upn: text(t, 'upn', 'Unique pupil number, if it passes its check letter.'),
  identifiers: t.field({
    type: [Identifier],
    nullable: { list: true, items: false },
    description: 'Every number any source gives for the child.',
    extensions: partColumn('identifiers'),
    resolve: (row) => partsValue.parse(row.fields['identifiers']),
  }),
  height: text(t, 'height', 'Height.'),
  build: text(t, 'build', 'Build.'),
  hair: text(t, 'hair', 'Hair.'),
  eyes: text(t, 'eyes', 'Eyes.'),
  distinguishingMarks: text(t, 'distinguishing_marks', 'Marks, scars, tattoos.'),
  glasses: flag(t, 'glasses', 'Whether the child wears glasses.'),
});

const characteristics = (t: RowFields) => ({
  ethnicGroup: text(t, 'ethnic_group', 'Ethnic group: the DfE code, else the source’s own code.'),
  ethnicityStatedBy: text(t, 'ethnicity_stated_by', 'Who stated the ethnic group: SELF, PARENT, OFFICER or NOT_SAID.'),
  culture: text(t, 'culture', 'Culture or heritage.'),
  nationality: text(t, 'nationality', 'Nationality.'),
  religion: text(t, 'religion', 'Religion or belief.'),
  firstLanguage: text(t, 'first_language', 'First language.'),
  interpreterNeeded: flag(t, 'interpreter_needed', 'Whether an interpreter is needed.'),
  disabilities: words(t, 'disabilities', 'Disabilities, DfE codes.'),
  communicationNeed: text(t, 'communication_need', 'How the child needs to be spoken with.'),
});

const care = (t: RowFields) => ({
  homeAddress: address(t, 'home_address', 'Home address.'),
  placementAddress: address(t, 'placement_address', 'Where the child is placed.'),
  placementUrn: text(t, 'placement_urn', 'Ofsted number of the home the child is placed in.'),
  hostAuthority: text(t, 'host_authority', 'GSS code of the authority the child is placed in, where another.'),
  careStatus: text(t, 'care_status', 'HOME, LAC, CARE_LEAVER, CP_PLAN, CIN, EARLY_HELP or NOT_KNOWN.'),
  responsibleAuthority: text(t, 'responsible_authority', 'GSS code of the authority responsible for the child.'),
  outOfArea: flag(t, 'out_of_area', 'Whether the child is placed outside the responsible authority.'),
  areaNoticeReceived: flag(t, 'area_notice_received', 'Whether the host authority was told of the placement.'),
  legalStatus: text(t, 'legal_status', 'Legal status, SSDA903 code.'),
  placementType: text(t, 'placement_type', 'Placement type, SSDA903 code.'),
  placementProvider: text(t, 'placement_provider', 'Placement provider, SSDA903 code.'),
  placementStartedOn: day(t, 'placement_started_on', 'When the present placement began.'),
  professionals: contacts(t, 'professionals', 'Social worker, IRO, CP chair, early-help lead.'),
  parents: contacts(t, 'parents', 'Parents, holders of parental responsibility, carers.'),
});

const risk = (t: RowFields) => ({
  sexualExploitation: text(
    t,
    'sexual_exploitation',
    'Assessed level: NONE, EMERGING, MODERATE, SIGNIFICANT or NOT_KNOWN.',
  ),
  sexualExploitationAssessedOn: day(t, 'sexual_exploitation_assessed_on', 'When that was assessed.'),
  criminalExploitation: text(t, 'criminal_exploitation', 'Criminal exploitation, county lines, gangs.'),
  trafficking: text(t, 'trafficking', 'Trafficking, and any national referral mechanism reference.'),
  timeCriticalMedication: flag(
    t,
    'time_critical_medication',
    'Whether the child depends on medication that cannot wait.',
  ),
  selfHarm: text(t, 'self_harm', 'Self-harm or suicide risk.'),
  mentalHealth: text(t, 'mental_health', 'Mental health.'),
  medicalNeeds: text(t, 'medical_needs', 'Medication and medical dependency.'),
  substanceUse: text(t, 'substance_use', 'Substance use.'),
  liveInvestigation: text(t, 'live_investigation', 'Whether there is a live investigation: YES, NO or NOT_KNOWN.'),
  investigationContact: t.field({
    type: Contact,
    description: 'Whom to ring before interviewing the child.',
    extensions: partColumn('investigation_contact'),
    resolve: (row) => partValue.parse(row.fields['investigationContact']),
  }),
  interviewConstraint: text(t, 'interview_constraint', 'What an interviewer must not touch on.'),
  investigationReference: text(t, 'investigation_reference', 'Reference of the investigation.'),
  personsPosingRisk: contacts(t, 'persons_posing_risk', 'People who pose a risk to the child.'),
});

const wishes = (t: RowFields) => ({
  asksNotToShare: t.boolean({
    description:
      'Whether the child asked that what they told is not shared. Where it must be, the glass is broken with a reason.',
    extensions: {
      plan: {
        kind: 'expression',
        as: 'boolean',
        sql: (row) => `(${row}.flags & ${conditionBits.ASKED_NOT_TO_SHARE}) <> 0`,
      },
    },
    resolve: (row) => z.boolean().parse(row.fields['asksNotToShare']),
  }),
});

const absence = (t: RowFields) => ({
  missingNow: flag(t, 'missing_now', 'Whether any source says the child is missing now.'),
  episodeCount: int(t, 'episode_count', 'Absences on record, one for each however many sources reported it.'),
  lastMissingOn: day(t, 'last_missing_on', 'Day the newest absence began.'),
});

/** Records of every other kind. */
const records = (t: RowFields) => ({
  preventionInterviews: related(t, PreventionInterview, 'childPreventionInterviews', 'Police checks after a return.'),
  meetings: related(t, StrategyMeeting, 'childMeetings', 'Strategy meetings.'),
  plans: related(t, Plan, 'childPlans', 'Plans of support.'),
  investigations: related(t, Investigation, 'childInvestigations', 'Police investigations.'),
  riskIndicators: related(t, RiskIndicator, 'childRiskIndicators', 'Risks seen by any source.'),
  healthEncounters: related(t, HealthEncounter, 'childHealthEncounters', 'Contacts with health services.'),
  healthFindings: related(
    t,
    HealthFinding,
    'childHealthFindings',
    'Conditions, allergies, observations, medicines and alerts.',
  ),
  enrolments: related(t, Enrolment, 'childEnrolments', 'Schools the child is or was on the roll of.'),
  attendance: related(t, Attendance, 'childAttendance', 'School sessions, each with its code.'),
  caseNotes: related(t, CaseNote, 'childCaseNotes', 'Notes of work with the child.'),
  escalations: related(t, Escalation, 'childEscalations', 'Professional differences taken further.'),
  safeInCareDecisions: related(
    t,
    SafeInCareDecision,
    'childSafeInCareDecisions',
    'Decisions on a Safe in Care assessment.',
  ),
  impacts: related(t, Impact, 'childImpacts', 'Difference made, as recorded.'),
  notices: related(t, Notice, 'childNotices', 'Professionals told.'),
  restrictions: related(t, Restriction, 'childRestrictions', 'Restrictions on who may learn what.'),
  feedback: related(t, Feedback, 'childFeedback', 'What the child, parents and practitioners say of the help given.'),
});

Child.implement({
  description: 'A child, as every agency together knows them: each value from the source whose word wins.',
  interfaces: [Node],
  extensions: { plan: tables.Child },
  fields: (t) => ({
    id: idField(t),
    ...identity(t),
    ...characteristics(t),
    ...care(t),
    ...risk(t),
    ...absence(t),
    ...wishes(t),
    episodes: related(t, Episode, 'childEpisodes', 'Absences.'),
    notifications: related(t, Notification, 'childNotifications', 'Police notifications.'),
    interviews: related(t, Interview, 'childInterviews', 'Return home interviews.'),
    placements: related(t, Placement, 'childPlacements', 'Spells of being looked after.'),
    involvements: related(t, Involvement, 'childInvolvements', 'Organisations and workers involved.'),
    ...records(t),
    timeline: t.field({
      type: [TimelineEntry],
      nullable: { list: true, items: false },
      description: 'Absences, notifications, checks, interviews and meetings in one list.',
      args: firstArg(t),
      extensions: relation('childTimeline'),
      resolve: async (row, { first }, context) => [...(await context.reader().related(row, 'childTimeline', first))],
    }),
    ...mergedFields(t),
    absences: absencesField(t),
  }),
});
