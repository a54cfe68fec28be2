import type { Absences } from '../../domain/absence.ts';
import type { RecordBody, RecordKind } from '../../domain/model/kinds.ts';

/** One thing a source records of an invented child, in canonical words; a writer puts it into the source's own. */
export interface InventedRecord<K extends RecordKind = RecordKind> {
  readonly kind: K;
  /** The source's own number of the record. */
  readonly key: string;
  /** When the source said it: an ISO instant. */
  readonly statedAt: string | null;
  readonly body: RecordBody[K];
  /** Why fields are empty, where the source's format can say so. */
  readonly absences?: Absences;
}
export type AnyInventedRecord = { [K in RecordKind]: InventedRecord<K> }[RecordKind];

/** What one system of one organisation holds of an invented child, errors and all. */
export interface InventedSource {
  readonly organisation: string;
  /** Id of the writer of its files: `police-misper`, `ssda903`, `ssd`, `fhir`, `ctf`, `early-help`, `hub-records`. */
  readonly writer: string;
  /** The child's number in that system. */
  readonly key: string;
  /** Another numbering of the organisation that the key belongs to, where the writer's format can name it: `ssd`. */
  readonly system?: string;
  /** How that system writes the child down. */
  readonly person: RecordBody['person'];
  readonly personAbsences?: Absences;
  readonly records: readonly AnyInventedRecord[];
}

/** An absence as it truly was. */
export interface TrueEpisode {
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** An invented child: who they are, what truly happened, and what each source holds of it. */
export interface InventedChild {
  /** Memorable and unique: `DON-0001`. */
  readonly reference: string;
  readonly givenNames: string;
  readonly familyName: string;
  readonly birthOn: string;
  readonly nhsNumber: string | null;
  readonly upn: string | null;
  readonly episodes: readonly TrueEpisode[];
  readonly sources: readonly InventedSource[];
}
