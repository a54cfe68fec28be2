import { recordTexts } from '../../src/domain/model/record-texts.ts';
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
  texts: recordTexts.restriction,
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
