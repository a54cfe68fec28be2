import type { Delivery } from '../../store/deliveries.ts';
import type { Progress } from '../../store/delivery-progress.ts';

/** What became of a file, or of several: always received = stored + unchanged + quarantined. */
export interface Summary extends Progress {
  readonly deliveries: readonly DeliveryOutcome[];
  /** Deliveries whose retractions wait for a person. */
  readonly held: number;
}

/** What became of one file. */
export interface DeliveryOutcome extends Progress {
  readonly id: string;
  readonly name: string;
  readonly format: string;
  readonly state: Delivery['state'];
}

/** Nothing done yet. */
export const noProgress: Progress = {
  ...{ received: 0, stored: 0, unchanged: 0, quarantined: 0, issues: 0, retracted: 0 },
  records: {},
};

const addRecords = (a: Progress['records'], b: Progress['records']): Progress['records'] => {
  const kinds = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...kinds].sort().map((kind) => [kind, (a[kind] ?? 0) + (b[kind] ?? 0)]));
};

/** Two counts as one. */
export const addProgress = (a: Progress, b: Progress): Progress => ({
  received: a.received + b.received,
  stored: a.stored + b.stored,
  unchanged: a.unchanged + b.unchanged,
  quarantined: a.quarantined + b.quarantined,
  issues: a.issues + b.issues,
  retracted: a.retracted + b.retracted,
  records: addRecords(a.records, b.records),
});

const outcomeOf = ({ id, name, format, state, ...delivery }: Delivery): DeliveryOutcome => ({
  ...{ id, name, format, state },
  ...addProgress(delivery, noProgress),
});

/** The account of several deliveries together; refuses one that does not add up. */
export const summarise = (deliveries: readonly Delivery[]): Summary => {
  const outcomes = deliveries.map(outcomeOf);
  const total = outcomes.reduce<Progress>((sum, outcome) => addProgress(sum, outcome), noProgress);
  if (total.received !== total.stored + total.unchanged + total.quarantined) {
    throw new Error('the counts of a delivery do not add up');
  }
  return { ...total, deliveries: outcomes, held: outcomes.filter(({ state }) => state === 'HELD').length };
};
