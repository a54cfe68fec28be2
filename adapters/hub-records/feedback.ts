import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** What a child, a parent or a practitioner says of the help given (audit F1 to F3). */
export const feedback = contractFormat({
  kind: 'feedback',
  plural: 'feedback',
  one: 'a piece of feedback',
  title: 'What children, parents and practitioners say of the help given',
  about: 'What a child, a parent or carer, or a practitioner says of the help given.',
  texts: recordTexts.feedback,
  example: {
    id: 'FB-0001',
    statedAt: '2015-10-22T14:00:00Z',
    episodes: [{ organisation: '14', system: 'police-misper', key: 'MP-2015-2107', startedOn: '2015-09-05' }],
    respondent: 'CHILD',
    givenOn: '2015-10-22',
    takenBy: 'Imran Vale',
    content: 'It helped that it was the same person again.',
    auditReference: 'AUDIT-2015-10',
  },
});
