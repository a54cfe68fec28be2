import type { FastifyReply, FastifyRequest } from 'fastify';
import { costs } from '../limits/limits.ts';
import { BudgetSpent, errorBody } from '../refusals.ts';
import type { Spending } from './budget.ts';

/** Charges for asking at all, before the body is read: whoever has nothing left costs the hub nothing more. */
export const chargeRequest =
  (spending: Spending | undefined) =>
  async ({ viewer }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (!spending || !viewer) return undefined;
    const spent = spending.budget.spend(viewer, costs.request, spending.systemNow());
    if (spent.ok) return undefined;
    const { code, message, retryAfterSeconds } = new BudgetSpent(spent.retryAfterSeconds);
    return reply
      .code(429)
      .header('retry-after', String(retryAfterSeconds))
      .send(errorBody(code, message, { retryAfterSeconds }));
  };
