import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** Whether a Safe in Care assessment was considered for a child missing from care (audit R9). */
export const safeInCareDecisions = contractFormat({
  kind: 'safe-in-care-decision',
  plural: 'safe-in-care-decisions',
  one: 'a Safe in Care decision',
  title: 'Decisions on Safe in Care assessments',
  about:
    'Whether a Safe in Care assessment was considered for a child missing from care, by whom, and what came of it.',
  texts: recordTexts['safe-in-care-decision'],
  example: {
    id: 'SIC-0001',
    statedAt: '2015-10-21T16:20:00Z',
    episodes: [{ organisation: '14', system: 'police-misper', key: 'MP-2015-3301', startedOn: '2015-10-19' }],
    considered: true,
    decidedOn: '2015-10-21',
    author: 'Gwen Parr',
    reason: 'Third absence from the same home within a month',
    outcome: 'Assessment begun; the placement stays for now',
    documentReference: 'SIC-2015-031',
  },
});
