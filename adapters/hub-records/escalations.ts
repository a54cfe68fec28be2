import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** Professional differences taken further, one stage an entry (audit R11). */
export const escalations = contractFormat({
  kind: 'escalation',
  plural: 'escalations',
  one: 'an escalation',
  title: 'Professional differences taken further',
  about: 'Professional differences taken further: each stage with who raised it, with whom, and how it ended.',
  inOrder: [['raisedAt', 'resolvedOn']],
  texts: recordTexts.escalation,
  example: {
    id: 'ESC-0001',
    statedAt: '2015-10-22T10:00:00Z',
    episodes: [{ organisation: '14', system: 'police-misper', key: 'MP-2015-3301', startedOn: '2015-10-19' }],
    stage: 1,
    raisedBy: 'Imran Vale',
    raisedByAgency: 'RHI_PROVIDER',
    againstAgency: 'CSC',
    raisedAt: '2015-10-21T11:00:00Z',
    issue: 'No strategy meeting although two criteria were met',
    discussion: 'Called the team manager; a meeting had been asked for and not been booked.',
    outcome: 'Meeting held the next day',
    resolvedOn: '2015-10-22',
    formReference: 'RPD-2015-118',
  },
});
