import { contractFormat } from './contract-format.ts';

/** Restrictions on who may learn what of a child (domain reference 5.4). */
export const restrictions = contractFormat({
  kind: 'restriction',
  plural: 'restrictions',
  one: 'a restriction',
  title: 'Restrictions on who may learn what of children',
  about:
    'Restrictions on who may learn what of a child: a record only named workers know of, workers who are kin, a child who asked that what they told is not shared.',
  inOrder: [['startedOn', 'endedOn']],
  planned: ['reviewOn'],
  texts: {
    restriction: 'What kind of restriction it is',
    workers: {
      text: 'The workers it names: who alone may know, or who are kin',
      of: { organisation: 'Code of their organisation', personId: 'Their id, as their tokens name them' },
    },
    reason: 'Why',
    decidedBy: 'Who decided it',
    startedOn: 'First day',
    endedOn: 'Day it was lifted',
    reviewOn: 'Day it is reviewed',
  },
  example: {
    id: 'RESTRICT-0001',
    statedAt: '2015-10-20T08:00:00Z',
    restriction: 'KIN_DECLARED',
    workers: [{ organisation: 'E08000017', personId: 'worker-0417' }],
    reason: 'Aunt of the child',
    decidedBy: 'Head of service',
    startedOn: '2015-10-19',
    endedOn: null,
    reviewOn: '2016-10-19',
    absent: { endedOn: { reason: 'NOT_APPLICABLE' } },
  },
});
