import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** Police investigations that touch a child: whom to ring, and what an interviewer must keep away from. */
export const investigations = contractFormat({
  kind: 'investigation',
  plural: 'investigations',
  one: 'an investigation',
  title: 'Police investigations that touch a child',
  about: 'Police investigations that touch a child: whether one is live, whom to ring, and the lock of its officer.',
  inOrder: [['startedOn', 'endedOn']],
  planned: ['lockedUntil', 'lockReviewOn'],
  texts: recordTexts.investigation,
  example: {
    id: 'INVEST-0001',
    statedAt: '2015-10-21T07:30:00Z',
    episodes: [{ organisation: null, system: 'police-misper', key: 'MP-2015-3301', startedOn: '2015-10-19' }],
    reference: '14/88102/15',
    status: 'LIVE',
    subject: 'Assault on the child while she was away',
    officer: {
      name: 'DS Col Arkwright',
      relationship: 'Officer in the case',
      phone: '01632 960144',
      organisation: '14',
    },
    startedOn: '2015-10-20',
    endedOn: null,
    interviewConstraint: 'Do not ask who was in the flat before her account has been recorded.',
    locked: true,
    lockedUntil: '2015-11-20T17:00:00Z',
    lockReviewOn: '2015-11-06',
    absent: { endedOn: { reason: 'NOT_APPLICABLE' } },
  },
});
