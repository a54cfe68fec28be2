import { randomUUID } from 'node:crypto';
import { microsecondsOf, microsecondText } from '../domain/instants.ts';
import type { FieldList, LedgerEntry } from '../domain/ledger-entry.ts';
import { policyVersion } from '../domain/policy.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { SelectedCoordinate } from '../plan/compile.ts';
import type { Touched } from '../plan/execute.ts';
import { summariseWithheld, type WithheldSummary } from '../plan/withheld.ts';

/** What one operation showed one viewer, by whichever executor. */
export interface Disclosure {
  readonly requestId: string;
  readonly viewer: Viewer;
  readonly operation: string | null;
  /** The plan's id, or `resolvers`. */
  readonly plan: string;
  readonly coordinates: readonly SelectedCoordinate[];
  readonly fieldList: FieldList;
  readonly touched: readonly Touched[];
  readonly knownAt: string | null;
  readonly asKnownAt: string | null;
}

/** The ledger's entry for a disclosure at a system time. */
export const ledgerEntryOf = (disclosure: Disclosure, at: string): LedgerEntry => ({
  id: randomUUID(),
  at,
  requestId: disclosure.requestId,
  person: disclosure.viewer.person,
  organisation: disclosure.viewer.organisation,
  role: disclosure.viewer.role,
  purpose: disclosure.viewer.purpose,
  operation: disclosure.operation,
  plan: disclosure.plan,
  fieldList: disclosure.fieldList.id,
  touched: disclosure.touched.map(({ child, version, mask }) => [child, version, mask.toString()] as const),
  knownAt: disclosure.knownAt,
  // In the one form in which it comes back from the database, or its hash could not be told again.
  asKnownAt: disclosure.asKnownAt === null ? null : microsecondText(disclosure.asKnownAt),
  policyVersion,
});

/** What goes beside the answer: the known time it stands for and a summary of what was withheld. */
export interface AnswerExtensions extends Record<string, unknown> {
  readonly knownAt: string | null;
  readonly withheld: readonly WithheldSummary[];
}

/** The earlier of what the hub knew and what was asked for: asked for again, it gives the same. */
const answeredFor = ({ knownAt, asKnownAt }: Disclosure): string | null => {
  if (knownAt === null || asKnownAt === null) return knownAt;
  return microsecondsOf(asKnownAt) < microsecondsOf(knownAt) ? asKnownAt : knownAt;
};

export const extensionsOf = (disclosure: Disclosure): AnswerExtensions => ({
  knownAt: answeredFor(disclosure),
  withheld: summariseWithheld(disclosure.coordinates, disclosure.touched),
});
