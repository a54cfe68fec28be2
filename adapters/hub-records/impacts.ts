import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** The difference that work made to a child, and what shows it (audit R7). */
export const impacts = contractFormat({
  kind: 'impact',
  plural: 'impacts',
  one: 'an impact',
  title: 'The difference that work made to children',
  about: 'The difference that work made to a child, in words, and what shows it. Silence is silence.',
  texts: recordTexts.impact,
  example: {
    id: 'IMP-0001',
    statedAt: '2015-10-22T09:00:00Z',
    episodes: [{ organisation: '14', system: 'police-misper', key: 'MP-2015-2107', startedOn: '2015-09-05' }],
    statement: 'She now rings the home when she will be late.',
    evidence: 'Four calls in the log of the home since September; no night away until October.',
    agency: 'PLACEMENT',
    recordedBy: 'Nell Brace',
    recordedOn: '2015-10-22',
  },
});
