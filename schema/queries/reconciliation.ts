import { NotPermitted } from '../../src/domain/errors.ts';
import { builder } from '../builder.ts';
import type { HubContext } from '../context.ts';
import { Reconciliation, type ReconciliationShown } from '../types/reconciliation.ts';

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly authority: string;
  readonly first?: number | null | undefined;
}

const usual = 50;

const compare = async ({ first, ...asked }: Asked, context: HubContext): Promise<ReconciliationShown | null> => {
  const { viewer, useCases, clock } = context;
  try {
    const found = await useCases.reconcileAuthority({ viewer, ...asked, now: clock.now() });
    const rows = found.discrepancies
      .slice(0, first ?? usual)
      .map((facts) => ({ facts, mask: found.masks.get(facts.account.childId) ?? 0n }));
    for (const { facts, mask } of rows) context.tell(facts.account.childId, mask);
    const { police, authority: ofAuthority, agreed, discrepancies: all } = found;
    return { ...asked, police, ofAuthority, agreed, all, rows };
  } catch (error) {
    if (error instanceof NotPermitted) return null;
    throw error;
  }
};

builder.queryField('reconciliation', (t) =>
  t.field({
    type: Reconciliation,
    description:
      'Police and authority accounts of absences compared. For the authority itself and the auditor of its partnership; null for anybody else.',
    args: {
      from: t.arg({ type: 'Date', required: true, description: 'First day.' }),
      to: t.arg({ type: 'Date', required: true, description: 'First day after; at most ten years later.' }),
      authority: t.arg.string({ required: true, description: 'GSS code of the authority.' }),
      first: t.arg({ type: 'PageSize', description: 'How many discrepancies to list: 1 to 200.', defaultValue: usual }),
    },
    extensions: { plan: { kind: 'resolved' } },
    resolve: (_root, asked, context) => compare(asked, context),
  }),
);
