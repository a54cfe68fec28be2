import { builder } from '../builder.ts';
import { refusable } from '../errors.ts';
import { wayPayload, wayTexts } from '../types/way-opened.ts';

const Input = builder.inputType('AuditCaseApproveInput', {
  description: 'Which case, for which auditor, for how long.',
  fields: (t) => ({
    childId: t.id({ required: true, description: 'The child, under the approver’s own pseudonym.' }),
    auditor: t.string({ required: true, description: 'The auditor’s id, as their tokens name them.' }),
    days: t.int({ required: true, description: 'For how many days: 1 to 90.' }),
    reason: t.string({ required: true, description: wayTexts.reason }),
    idempotencyKey: t.string({ required: true, description: wayTexts.idempotencyKey }),
  }),
});

builder.mutationField('auditCaseApprove', (t) =>
  t.field({
    type: wayPayload('AuditCaseApprovePayload'),
    nullable: false,
    description: 'Lets one auditor read one case with names, for the purpose AUDIT_IDENTIFIED, as long as approved.',
    args: { input: t.arg({ type: Input, required: true, description: 'Which case, for whom.' }) },
    resolve: (_root, { input }, { viewer, clock, childIds, useCases }) =>
      refusable(() =>
        useCases.approveAuditCase({ viewer, ...input, childId: childIds.own(input.childId), now: clock.now() }),
      ),
  }),
);
