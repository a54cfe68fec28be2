import type { AnyCanonicalRecord } from '../../src/domain/adapter.ts';
import type { Contact } from '../../src/domain/model/values.ts';

/** Something a child cannot safely go without. */
export interface Need {
  readonly words: string;
  readonly isMedicine: boolean;
}

/** What one resource says, before what the others of the file say of the same child is set beside it. */
export interface Told {
  /** Key of the child; null where the resource is about nobody. */
  readonly child: string | null;
  readonly statedAt: string | null;
  readonly facts: readonly AnyCanonicalRecord[];
  /** A parent or carer it tells of. */
  readonly contact?: Contact;
  readonly need?: Need;
}

/** A resource that says nothing of a child. */
export const silent: Told = { child: null, statedAt: null, facts: [] };

/** The numbering of patients by the sender's FHIR ids. */
export const subjectOf = (child: string) => ({ system: 'fhir', key: child });
