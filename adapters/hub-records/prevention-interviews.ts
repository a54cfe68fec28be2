import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** Police checks on children who are back; they are never the return home interview. */
export const preventionInterviews = contractFormat({
  kind: 'prevention-interview',
  plural: 'prevention-interviews',
  one: 'a prevention interview',
  title: 'Prevention interviews of children who are back',
  about:
    'Police checks on children who are back, formerly called safe and well checks: held or not, and what was told.',
  texts: recordTexts['prevention-interview'],
  example: {
    id: 'PI-0001',
    statedAt: '2015-10-20T22:10:00Z',
    episodes: [{ organisation: null, system: 'police-misper', key: 'MP-2015-3301', startedOn: '2015-10-19' }],
    done: true,
    heldAt: '2015-10-20T21:30:00Z',
    officer: 'PC 4417 Dale Fenn',
    seenAlone: true,
    notDoneReason: null,
    account: 'Stayed with a friend whose name she would not give; came back because it was cold.',
    harm: ['PHYSICAL'],
    crimeReference: '14/88102/15',
    absent: { notDoneReason: { reason: 'NOT_APPLICABLE' } },
  },
});
