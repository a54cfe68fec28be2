import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** Notes of work with a child; who wrote one, in which role, and when, cannot be left out (audit R3). */
export const caseNotes = contractFormat({
  kind: 'case-note',
  plural: 'case-notes',
  one: 'a case note',
  title: 'Notes of work with children',
  about: 'Notes of work with a child: who wrote them and when, where and how the child was seen, what the child said.',
  needed: ['author', 'authorRole', 'happenedAt', 'recordedAt'],
  inOrder: [['happenedAt', 'recordedAt']],
  texts: recordTexts['case-note'],
  example: {
    id: 'NOTE-0001',
    statedAt: '2015-10-21T15:40:00Z',
    episodes: [{ organisation: '14', system: 'police-misper', key: 'MP-2015-3301', startedOn: '2015-10-19' }],
    author: 'Ruth Imrie',
    authorRole: 'Social worker',
    authorAgency: 'CSC',
    happenedAt: '2015-10-21T13:30:00Z',
    recordedAt: '2015-10-21T15:40:00Z',
    seen: true,
    seenAlone: true,
    place: 'A café by the market',
    placeReason: 'Kayleigh chose it; she did not want to talk at the home',
    voice: 'I only ring Becca when it is bad there.',
    analysis: 'She leaves after arguments about her phone; the third time in a month.',
    impact: 'The home now lets her keep the phone until ten; no argument since.',
    informed: [{ who: 'Ada Holm, independent reviewing officer', at: '2015-10-21T16:00:00Z', how: 'Telephone' }],
    characteristicsConsidered: true,
    disagreement: null,
    note: 'Met for an hour after school.',
    absent: { disagreement: { reason: 'NOT_APPLICABLE' } },
  },
});
