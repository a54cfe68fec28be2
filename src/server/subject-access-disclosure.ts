import { randomUUID } from 'node:crypto';
import type { SubjectAccessFile } from '../app/subject-access.ts';
import { fieldListOf, type LedgerEntry } from '../domain/ledger-entry.ts';
import { policyVersion } from '../domain/policy.ts';
import type { Viewer } from '../domain/viewer.ts';

interface FieldNames {
  readonly kind: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const namesOf = (versions: readonly FieldNames[]): readonly string[] =>
  versions.flatMap(({ kind, fields }) => Object.keys(fields).map((field) => `${kind}.${field}`));

/** The ledger's entry, with its list of fields, for a child's whole file put into the hands of whoever asked for it. */
export const subjectAccessDisclosure = (
  { child, knownAt, release, review, exchanged }: SubjectAccessFile,
  viewer: Viewer,
  at: string,
) => {
  const versions = [...release.kinds, ...review.kinds].flatMap(({ current, earlier }) => [...current, ...earlier]);
  const messages = [...exchanged.release, ...exchanged.review];
  const fieldList = fieldListOf([...new Set([...namesOf(versions), ...namesOf(messages)])]);
  const entry: LedgerEntry = {
    ...{ id: randomUUID(), at, requestId: randomUUID() },
    person: viewer.person,
    organisation: viewer.organisation,
    role: viewer.role,
    purpose: viewer.purpose,
    operation: 'subject-access',
    plan: 'subject-access',
    fieldList: fieldList.id,
    // No mask: what the page of the policy does not know counts as shown.
    touched: [[child, knownAt, '0']],
    knownAt,
    asKnownAt: null,
    policyVersion,
  };
  return { entry, fieldList };
};
