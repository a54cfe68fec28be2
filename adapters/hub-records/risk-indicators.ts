import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** Risks seen in a child’s life, in the vocabulary of the CIN census. */
export const riskIndicators = contractFormat({
  kind: 'risk-indicator',
  plural: 'risk-indicators',
  one: 'a risk indicator',
  title: 'Risks seen in children’s lives',
  about: 'Risks seen in a child’s life, or looked for and not found, in the vocabulary of the CIN census.',
  inOrder: [['identifiedOn', 'endedOn']],
  texts: recordTexts['risk-indicator'],
  example: {
    id: 'RISK-0001',
    statedAt: '2015-10-21T12:00:00Z',
    factor: '11A',
    present: true,
    sourceCode: 'CSE-M',
    sourceText: 'Child sexual exploitation, moderate',
    identifiedOn: '2015-08-17',
    endedOn: null,
    detail: 'Gifts from a man she will not name',
    absent: { endedOn: { reason: 'NOT_APPLICABLE' } },
  },
});
