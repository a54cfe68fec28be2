import { z } from 'zod';
import { interview } from '../../model/interview.ts';
import type { Label } from '../labels.ts';
import { messageKind } from '../message-kind.ts';
import { instant } from '../values.ts';

const { sourceEpisodes: _named, heldAt: _held, ...fields } = interview.shape;
const optional = z.strictObject(fields).partial();

/** ★ How guarded each field of an interview is. */
const labels = {
  interviewId: 'PROTOCOL',
  statedAt: 'PROTOCOL',
  heldAt: 'PROTOCOL',
  status: 'OFFICIAL',
  offered: 'OFFICIAL',
  accepted: 'OFFICIAL',
  offeredAt: 'OFFICIAL',
  scheduledAt: 'OFFICIAL',
  attempts: 'OFFICIAL',
  declineReason: 'OFFICIAL',
  carerInformationTaken: 'OFFICIAL',
  decisionReason: 'OFFICIAL',
  decidedBy: 'OFFICIAL',
  interviewer: 'OFFICIAL',
  interviewerRole: 'OFFICIAL',
  interviewerClass: 'OFFICIAL',
  childPreference: 'OFFICIAL',
  preferenceReason: 'SENSITIVE',
  place: 'SENSITIVE',
  preparedFrom: 'SENSITIVE',
  investigationCheckedAt: 'SENSITIVE',
  investigationFound: 'SENSITIVE',
  officerContactedAt: 'SENSITIVE',
  accessNeeds: 'SENSITIVE',
  account: 'SENSITIVE',
  quotes: 'SENSITIVE',
  wishes: 'SENSITIVE',
  reasons: 'SENSITIVE',
  leadUp: 'SENSITIVE',
  whereabouts: 'RESTRICTED',
  companions: 'RESTRICTED',
  travel: 'SENSITIVE',
  harm: 'RESTRICTED',
  sinceReturn: 'SENSITIVE',
  analysis: 'SENSITIVE',
  actions: 'OFFICIAL',
  sharedWith: 'OFFICIAL',
  childTold: 'OFFICIAL',
  reviewOn: 'OFFICIAL',
  differenceMade: 'SENSITIVE',
} as const satisfies Record<string, Label>;

/** What came of an interview: the canonical record, as far as the agreement lets it cross. */
export const rhiResult = messageKind({
  kind: 'RHI_RESULT',
  title: 'What came of the interview',
  opens: false,
  content: optional.extend({
    interviewId: z.string().min(1).max(64).describe('The performer’s own number of the interview'),
    statedAt: instant.describe('When it was written'),
    heldAt: instant.describe('When it was held'),
  }),
  labels,
  example: {
    interviewId: 'RO-RHI-0001',
    statedAt: '2015-10-22T14:00:00Z',
    heldAt: '2015-10-22T10:00:00Z',
    status: 'COMPLETED',
    offered: 'YES',
    accepted: 'YES',
    interviewer: 'Imran Vale',
    interviewerClass: 'LA_DEDICATED_TEAM',
    account: 'Went to her old estate after an argument about her phone, and slept at a friend’s.',
    reasons: ['BOUNDARIES', 'HOME_AREA'],
    actions: [
      {
        ...{ description: 'Arrange visits of her sister on Saturdays', risk: 'Goes to see her sister' },
        ...{ owner: 'Ruth Imrie', agency: 'PLACING_LA', dueOn: '2015-10-31', completedOn: null, evidence: null },
      },
    ],
    childTold: true,
  },
});
