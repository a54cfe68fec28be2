import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** Strategy meetings, held or decided against, with who came, which risks were named and what was agreed. */
export const strategyMeetings = contractFormat({
  kind: 'strategy-meeting',
  plural: 'strategy-meetings',
  one: 'a strategy meeting',
  title: 'Strategy meetings, held or decided against',
  about: 'Strategy meetings, held or decided against: criteria met, who came, risks named, actions agreed, minutes.',
  inOrder: [
    ['criterionMetAt', 'heldAt'],
    ['heldAt', 'minutesSentOn'],
  ],
  planned: ['actions.dueOn'],
  texts: recordTexts['strategy-meeting'],
  example: {
    id: 'SM-0001',
    statedAt: '2015-10-22T17:00:00Z',
    episodes: [{ organisation: '14', system: 'police-misper', key: 'MP-2015-3301', startedOn: '2015-10-19' }],
    triggers: ['T2', 'T4'],
    criterionMetAt: '2015-10-19T21:00:00Z',
    decision: 'CONVENED',
    notConvenedReason: null,
    decidedBy: 'Gwen Parr',
    decidedAt: '2015-10-20T09:15:00Z',
    heldAt: '2015-10-22T13:00:00Z',
    chair: 'Gwen Parr',
    chairRole: 'Team manager',
    attendance: [
      {
        agency: 'CSC',
        name: 'Ruth Imrie',
        role: 'Social worker',
        expected: true,
        attendance: 'PRESENT',
        reportSent: true,
      },
      {
        agency: 'HEALTH_ACUTE',
        name: null,
        role: 'Named nurse',
        expected: true,
        attendance: 'APOLOGIES',
        reportSent: false,
      },
    ],
    tabled: ['Police notification', 'Return home interview'],
    risks: [{ code: '11A', description: 'An older man waits for her near the estate' }],
    aims: [{ description: 'Fewer absences, and none overnight', code: '10A' }],
    actions: [
      {
        description: 'Speak to the man, and warn him off',
        risk: 'An older man waits for her near the estate',
        owner: 'DS Col Arkwright',
        agency: 'POLICE',
        dueOn: '2015-10-26',
        completedOn: null,
        evidence: null,
      },
    ],
    previousActionsReviewed: true,
    disagreement: null,
    minutes: 'Risks and actions as listed; next meeting when she is missing again or on 19 November.',
    minutesSentOn: '2015-10-22',
    absent: { notConvenedReason: { reason: 'NOT_APPLICABLE' }, disagreement: { reason: 'NOT_APPLICABLE' } },
  },
});
