import { builder } from '../builder.ts';
import { flagKey, key, type Part, type PartFields } from '../fields.ts';

const presence = (t: PartFields) => ({
  agency: key(t, 'agency', 'The agency.'),
  expected: flagKey(t, 'expected', 'Whether it was expected to attend.'),
  attendance: key(t, 'attendance', 'PRESENT, APOLOGIES or ABSENT.'),
  reportSent: flagKey(t, 'reportSent', 'Whether it sent a report.'),
});

export const AgencyAttendance = builder.objectRef<Part>('AgencyAttendance').implement({
  description: 'Whether an agency attended a strategy meeting.',
  fields: presence,
});

export const Attendee = builder.objectRef<Part>('Attendee').implement({
  description: 'Who attended a strategy meeting for an agency, or should have.',
  fields: (t) => ({
    name: key(t, 'name', 'Their name.'),
    role: key(t, 'role', 'Their role.'),
    ...presence(t),
  }),
});

export const MeetingRisk = builder.objectRef<Part>('MeetingRisk').implement({
  description: 'A risk a strategy meeting named.',
  fields: (t) => ({
    code: key(t, 'code', 'DfE assessment factor, where one fits.'),
    description: key(t, 'description', 'The risk.'),
  }),
});

export const MeetingRiskCode = builder.objectRef<Part>('MeetingRiskCode').implement({
  description: 'The code of a risk a strategy meeting named.',
  fields: (t) => ({ code: key(t, 'code', 'DfE assessment factor, where one fits.') }),
});

export const MeetingAim = builder.objectRef<Part>('MeetingAim').implement({
  description: 'What a strategy meeting’s plan aims at.',
  fields: (t) => ({
    code: key(t, 'code', 'The risk it is to lessen, as a DfE assessment factor.'),
    description: key(t, 'description', 'The aim.'),
  }),
});

export const MeetingAimCode = builder.objectRef<Part>('MeetingAimCode').implement({
  description: 'The code of what a strategy meeting’s plan aims at.',
  fields: (t) => ({ code: key(t, 'code', 'The risk it is to lessen, as a DfE assessment factor.') }),
});
