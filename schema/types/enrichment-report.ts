import { type ChaseReportKey, type ChaseReportRow, chaseReportKeys } from '../../src/store/chase-desk.ts';
import { builder } from '../builder.ts';

const keys = Object.keys(chaseReportKeys).filter((word): word is ChaseReportKey => word in chaseReportKeys);

export const EnrichmentGrouping = builder.enumType('EnrichmentGrouping', {
  description: 'What a report of questions to forces is counted by.',
  values: Object.fromEntries(keys.map((key) => [key.toUpperCase(), { value: key }])),
});

export const EnrichmentGroup = builder.objectRef<ChaseReportRow>('EnrichmentGroup').implement({
  description: 'How questions to forces were answered, those of one group. Groups that owe most come first.',
  fields: (t) => ({
    force: t.string({ description: 'Code of the force.', resolve: ({ key }) => key['force'] }),
    unit: t.string({ description: 'Unit of the force.', resolve: ({ key }) => key['unit'] }),
    field: t.string({ description: 'Name of the profile field.', resolve: ({ key }) => key['field'] }),
    urgency: t.string({ description: 'HIGH, MEDIUM or LOWER.', resolve: ({ key }) => key['urgency'] }),
    month: t.string({ description: 'The month they were put in, `2015-10`.', resolve: ({ key }) => key['month'] }),
    asked: t.exposeInt('asked', { nullable: false, description: 'Questions put.' }),
    answered: t.exposeInt('answered', { nullable: false, description: 'Of them answered.' }),
    inTime: t.exposeInt('inTime', { nullable: false, description: 'Answered by their deadline.' }),
    late: t.exposeInt('late', { nullable: false, description: 'Answered after it.' }),
    withdrawn: t.exposeInt('withdrawn', { nullable: false, description: 'Withdrawn: no answer was needed any more.' }),
    open: t.exposeInt('open', { nullable: false, description: 'Open.' }),
    overdue: t.exposeInt('overdue', { nullable: false, description: 'Open after their deadline.' }),
    incidentsNotInTime: t.exposeInt('incidentsNotInTime', {
      nullable: false,
      description: 'Missing reports of which a question was answered late or is overdue.',
    }),
    isRepeated: t.exposeBoolean('isRepeated', {
      nullable: false,
      description: 'Whether these are three or more: who has to be asked again and again.',
    }),
    medianHours: t.exposeFloat('medianHours', { description: 'Median hours until answered; null where none was.' }),
  }),
});
