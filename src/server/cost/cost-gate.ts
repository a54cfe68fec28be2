import type { GraphQLSchema } from 'graphql';
import type { Gate } from '../graphql-plugins.ts';
import { costs } from '../limits/limits.ts';
import { BudgetSpent, CostTooHigh, refusedWith } from '../refusals.ts';
import type { Spending } from './budget.ts';
import { operationCost } from './operation-cost.ts';

interface CostParts {
  readonly schema: GraphQLSchema;
  /** Without it only the cost of one operation is bounded. */
  readonly spending?: Spending | undefined;
}

/** Refuses an operation that costs too much by itself, or more than its caller has left. */
export const costGate = ({ schema, spending }: CostParts): Gate => {
  const costOf = operationCost(schema);
  return ({ document, operation, request, contextValue }) => {
    if (!operation) return;
    const cost = costOf({ document, operation, variables: request.variables ?? {} });
    if (cost > costs.operation) {
      const message = `The operation costs ${cost} points; this hub answers up to ${costs.operation}: ask for fewer fields or smaller pages.`;
      throw refusedWith(new CostTooHigh(message), 400);
    }
    if (!spending || !contextValue.viewer) return;
    const spent = spending.budget.spend(contextValue.viewer, cost, spending.systemNow());
    if (spent.ok) return;
    const headers = new Map([['retry-after', String(spent.retryAfterSeconds)]]);
    throw refusedWith(new BudgetSpent(spent.retryAfterSeconds), 429, headers);
  };
};
