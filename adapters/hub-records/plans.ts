import { recordTexts } from '../../src/domain/model/record-texts.ts';
import { contractFormat } from './contract-format.ts';

/** Plans of support, and episodes of early help that ought to have one. */
export const plans = contractFormat({
  kind: 'plan',
  plural: 'plans',
  one: 'a plan',
  title: 'Plans of support for children',
  about: 'Plans of support for children, and episodes of early help that are open without one.',
  inOrder: [
    ['startedOn', 'endedOn'],
    ['startedOn', 'reviewedOn'],
    ['startedOn', 'updatedOn'],
  ],
  planned: ['endedOn'],
  texts: recordTexts.plan,
  example: {
    id: 'PLAN-0001',
    statedAt: '2015-10-20T08:00:00Z',
    planType: 'EARLY_HELP',
    hasPlan: true,
    startedOn: '2015-06-01',
    endedOn: '2015-12-18',
    reviewedOn: '2015-09-14',
    updatedOn: '2015-10-20',
    reason: 'Missing twice in May, and seldom at school',
    endReason: null,
    provider: 'Doncaster Early Help',
    lead: {
      name: 'Tess Oakes',
      relationship: 'Lead practitioner',
      phone: '01632 960121',
      organisation: 'EH-E08000017',
    },
    needs: ['Somewhere to be after school', 'Contact with her sister'],
    goals: ['At school four days in five', 'No night away without word'],
    absent: { endReason: { reason: 'NOT_APPLICABLE' } },
  },
});
