import type { Briefed } from '../../src/app/practice/brief-interviewer.ts';
import { builder } from '../builder.ts';
import { Absence } from '../types/absence.ts';
import { resolvedAbsences } from '../types/resolved-absences.ts';

const Officer = builder.objectRef<Briefed['ring'][number]>('OfficerToRing').implement({
  description: 'Whom to ring before an interview.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name.' }),
    phone: t.exposeString('phone', { description: 'Telephone number.' }),
    organisation: t.exposeString('organisation', { description: 'Code of the force.' }),
  }),
});

const Briefing = builder.objectRef<Briefed>('InterviewBriefing').implement({
  description:
    'All an interviewer is told of police work, so that no evidence is spoilt: that there is some, and whom to ring first.',
  fields: (t) => ({
    childId: t.id({
      description: 'The child.',
      resolve: ({ childId }, _args, { childIds }) => childIds.global(childId),
    }),
    liveInvestigation: t.string({
      description: 'YES, or NOT_KNOWN where no force told the hub of any; that is not the same as none.',
      resolve: ({ liveInvestigation }) => liveInvestigation,
    }),
    ring: t.field({
      type: [Officer],
      nullable: { list: true, items: false },
      description: 'Whom to ring; the officer says what may be asked.',
      resolve: ({ ring }) => [...ring],
    }),
    absences: t.field({
      type: [Absence],
      nullable: { list: false, items: false },
      description: 'Why each null field of it is null.',
      resolve: ({ mask, ...briefing }) => [...resolvedAbsences('InterviewBriefing', mask, { ...briefing })],
    }),
  }),
});

builder.queryField('interviewBriefing', (t) =>
  t.field({
    type: Briefing,
    description:
      'What must be known of police work before a return home interview. Null where there is no such child or the reader has no relationship to it.',
    args: { childId: t.arg.id({ required: true, description: 'The child’s id, `Child:…`.' }) },
    extensions: { plan: { kind: 'resolved' } },
    resolve: async (_root, { childId }, { viewer, useCases, clock, childIds, tell }) => {
      const briefed = await useCases.briefInterviewer({ viewer, childId: childIds.own(childId), now: clock.now() });
      if (briefed) tell(briefed.childId, briefed.mask);
      return briefed;
    },
  }),
);
