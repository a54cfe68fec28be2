import type { Absences } from './absence.ts';
import type { RecordBody, RecordKind } from './model/kinds.ts';
import type { Agency } from './organisations.ts';

/**
 * How a delivery changes what is current.
 * `event`: each record stands for itself. `upsert`: a record replaces the one with its key.
 * `snapshot`: as upsert, and what the scope no longer holds is retracted.
 */
export type DeliveryMode =
  | { readonly kind: 'event' }
  | { readonly kind: 'upsert' }
  /** `scope` names the table a file is the whole of, e.g. `ssda903/missing`; it is qualified by organisation. */
  | { readonly kind: 'snapshot'; readonly scope: string };

/** One thing found wrong in a source record. It names the place and the rule, never the value. */
export interface Issue {
  readonly rule: string;
  readonly field: string | null;
  readonly message: string;
}

/** The person a source record speaks of, in the source's own numbering. */
export interface SubjectReference {
  /** The numbering system, e.g. `ssda903`, `ssd`, `police-misper`; scoped by organisation. */
  readonly system: string;
  readonly key: string;
}

/** A canonical statement about one child, read from one source record. */
export interface CanonicalRecord<K extends RecordKind = RecordKind> {
  readonly kind: K;
  /** Stable in the source: the same thing said again has the same key. Unique by organisation, system and kind. */
  readonly key: string;
  readonly subject: SubjectReference;
  /** When the source said it (ISO instant), or null where the file does not tell. */
  readonly statedAt: string | null;
  readonly body: RecordBody[K];
  readonly absences: Absences;
}

export type AnyCanonicalRecord = { [K in RecordKind]: CanonicalRecord<K> }[RecordKind];

/** One record as it arrived: a row, a message, an element, or a whole recognised but unmapped table. */
export interface SourceRecord {
  /** Stable in the source and unique in its file; null only when unreadable. */
  readonly key: string | null;
  /** Where it stands in the file: `row 17`, `notifications[3]`. */
  readonly locator: string;
  /** The record as text, for the reader of a quarantine and for telling changed from unchanged. */
  readonly raw: string;
  readonly facts: readonly AnyCanonicalRecord[];
  readonly issues: readonly Issue[];
  /** Set when the record cannot be used at all; it is then quarantined with these reasons. */
  readonly unreadable: readonly Issue[] | null;
}

export interface ReadOptions {
  /** Code of the organisation that sent the file, as given at the door. */
  readonly organisation: string;
  /** When the file arrived: an ISO instant. Code lists and plausibility checks use it; nothing else is a clock. */
  readonly receivedAt: string;
}

/** What becomes of one element of a source, for a reader of `docs/sources.md`. */
export interface Mapping {
  /** Column, element or path, as the source names it; in brackets what is none of these: `(sender)`. */
  readonly source: string;
  /** The canonical field it becomes, `kind.field`; null where it only identifies, or is only checked. */
  readonly target: string | null;
  /** What is lost on the way; null where nothing is. */
  readonly loss: string | null;
}

/** One file format an agency emits. Pure: the same bytes and options give the same records. */
export interface Format {
  readonly id: string;
  readonly title: string;
  /** Raised when the mapping changes, so that a re-read file is looked at afresh. */
  readonly version: string;
  readonly mode: DeliveryMode;
  /** Field names of the source that this format knows and does not map. */
  readonly unmapped: readonly string[];
  /** What becomes of every element that is mapped; empty where the file is only kept. */
  readonly mapping: readonly Mapping[];
  /** Whether its records say how they are marked: such a file is looked through before anything of it is kept. */
  readonly isMarked?: true;
  /** Whether a file of this name and content is in this format. `head` is the first 64 kB. */
  detects(name: string, head: Uint8Array): boolean;
  /** @throws UnreadableFile when nothing of the file can be read. */
  read(bytes: Uint8Array, options: ReadOptions): Iterable<SourceRecord>;
}

/** How one agency speaks: its formats, tried in order. */
export interface Adapter {
  readonly id: string;
  readonly agency: Agency;
  readonly title: string;
  readonly formats: readonly Format[];
}

/** A whole file that cannot be read; it is quarantined with this reason. */
export class UnreadableFile extends Error {
  readonly code = 'UNREADABLE_FILE';
  readonly rule: string;
  constructor(rule: string, message: string) {
    super(message);
    this.rule = rule;
  }
}
