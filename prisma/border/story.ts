import type { ExchangeBody } from '../../src/domain/exchange/messages/index.ts';

/** Doncaster looks after the boy; Rotherham hosts him. */
export const authorities = {
  home: { code: 'E08000017', name: 'Doncaster', duty: ['Colin Reay', '01302 000005'] },
  host: { code: 'E08000018', name: 'Rotherham', duty: ['Maeve Oduya', '01709 000004'] },
} as const;
export type Side = keyof typeof authorities;

/** One thing somebody does, at a time of the clock. */
export interface Step {
  readonly at: string;
  readonly by: Side;
  /** For a person who reads the timeline. */
  readonly telling: string;
  /** The conversation it belongs to; the first step of one begins it. */
  readonly conversation: 'ALERT' | 'INTERVIEW';
  /** `last` is the message of the other side it answers. */
  readonly say: (last: string) => ExchangeBody;
  /** Whether the other hub is away when it is sent, and until when. */
  readonly awayUntil?: string;
}

const returnedAt = '2015-10-19T23:50:00Z';
const imran = { name: 'Imran Vale', post: 'Return interview worker', phone: '01709 000003' };

/** The boy of the demo: out of Wath Lodge on the evening of 19 October 2015, back ten minutes before midnight UTC. */
export const story: readonly Step[] = [
  {
    ...{ at: '2015-10-19T19:55:00Z', by: 'host', conversation: 'ALERT', telling: 'Rotherham: your child is missing' },
    say: () => ({
      kind: 'MISSING_ALERT',
      content: {
        ...{ reportedAt: '2015-10-19T19:30:00Z', riskGrade: 'MEDIUM', missingSince: '2015-10-19T15:05:00Z' },
        ...{ forceReference: 'MP-2015-90417', circumstances: 'Did not come in for tea.' },
        lastSeen: 'School bus, Wath upon Dearne.',
      },
    }),
  },
  {
    ...{ at: '2015-10-19T20:40:00Z', by: 'home', conversation: 'ALERT', telling: 'Doncaster: duty team has read it' },
    say: (confirms) => ({ kind: 'ACKNOWLEDGE', content: { confirms, by: 'Colin Reay, duty manager' } }),
  },
  {
    ...{ at: '2015-10-20T00:40:00Z', by: 'host', conversation: 'ALERT', telling: 'Rotherham: he is back' },
    say: () => ({
      kind: 'RETURN_NOTICE',
      content: { returnedAt, forceReference: 'MP-2015-90417', how: 'Found on patrol and brought back.' },
    }),
  },
  {
    ...{ at: '2015-10-20T01:30:00Z', by: 'home', conversation: 'ALERT', telling: 'Doncaster: duty team has read it' },
    say: (confirms) => ({ kind: 'ACKNOWLEDGE', content: { confirms, by: 'Colin Reay, duty manager' } }),
  },
  {
    ...{ at: '2015-10-20T08:15:00Z', by: 'home', conversation: 'INTERVIEW', awayUntil: '2015-10-20T09:30:00Z' },
    telling: 'Doncaster: please hold the interview (Rotherham’s hub is away until 09:30)',
    say: () => ({
      kind: 'RHI_REQUEST',
      content: {
        returnedAt,
        questionSet: 'homeward/rhi 1.0',
        wishes: 'Would rather talk at school.',
        costCode: 'DN-0027',
      },
    }),
  },
  {
    ...{ at: '2015-10-20T11:00:00Z', by: 'host', conversation: 'INTERVIEW', telling: 'Rotherham: Imran Vale will' },
    say: () => ({ kind: 'RHI_ACCEPT', content: { worker: imran, slotAt: null } }),
  },
  {
    ...{ at: '2015-10-20T13:00:00Z', by: 'host', conversation: 'INTERVIEW', telling: 'Rotherham: tomorrow at 14:30' },
    say: () => ({ kind: 'RHI_STATUS', content: { status: 'SCHEDULED', at: '2015-10-21T14:30:00Z', attempts: 1 } }),
  },
  {
    ...{ at: '2015-10-21T15:40:00Z', by: 'host', conversation: 'INTERVIEW', telling: 'Rotherham: it was held' },
    say: () => ({ kind: 'RHI_STATUS', content: { status: 'HELD', at: '2015-10-21T14:30:00Z', attempts: 1 } }),
  },
  {
    ...{ at: '2015-10-22T09:30:00Z', by: 'host', conversation: 'INTERVIEW', telling: 'Rotherham: what came of it' },
    say: () => ({
      kind: 'RHI_RESULT',
      content: {
        ...{ interviewId: 'RO-RHI-0311', statedAt: '2015-10-22T09:00:00Z', heldAt: '2015-10-21T14:30:00Z' },
        ...{ status: 'COMPLETED', offered: 'YES', accepted: 'YES', interviewer: imran.name },
        ...{ interviewerClass: 'LA_DEDICATED_TEAM', account: 'He missed his brothers and took the bus.' },
        ...{ wishes: 'To ring home every evening.', reasons: ['FAMILY_CONTACT'], whereabouts: 'At his aunt’s' },
        ...{ companions: 'His cousin', childTold: true },
      },
    }),
  },
  {
    ...{ at: '2015-10-22T15:00:00Z', by: 'home', conversation: 'INTERVIEW', telling: 'Doncaster: accepted' },
    say: () => ({ kind: 'RESULT_ACK', content: { decision: 'ACCEPTED', faults: [], by: 'Ruth Imrie, social worker' } }),
  },
];
