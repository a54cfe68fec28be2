import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** Professionals who were told of an absence, a return or a meeting, and what they answered (audit R4). */
export const notices = contractFormat({
  kind: 'professional-notice',
  plural: 'notices',
  one: 'a notice',
  title: 'Notices to professionals, and their acknowledgements',
  about: 'Who was told of an absence, a return, a meeting or the result of an interview, when, and what they answered.',
  inOrder: [['sentAt', 'acknowledgedAt']],
  texts: recordTexts['professional-notice'],
  example: {
    id: 'NOTICE-0001',
    statedAt: '2015-10-20T08:05:00Z',
    episodes: [{ organisation: '14', system: 'police-misper', key: 'MP-2015-3301', startedOn: '2015-10-19' }],
    about: 'MISSING',
    recipientRole: 'REVIEWING_OFFICER',
    recipient: 'Ada Holm',
    recipientOrganisation: 'E08000017',
    sentAt: '2015-10-20T08:05:00Z',
    method: 'Secure e-mail',
    acknowledgedAt: '2015-10-20T09:40:00Z',
    response: 'Will bring the review forward.',
  },
});
