import type { HealthFinding } from '../../src/domain/model/health-finding.ts';
import { statusOf } from './concepts.ts';
import { type Concept, concept } from './datatypes.ts';
import { readDay, report, type Source, take } from './source.ts';

/** Whether the record affirms what its code names, denies it, or leaves it open. */
export type Stance = 'AFFIRMED' | 'DENIED' | 'OPEN';

/** What a condition, allergy, observation, medicine or flag has in common once read. */
export interface Finding {
  readonly findingType: HealthFinding['findingType'];
  readonly concept: Concept | null;
  /** What else the record names: the value of an observation, the category of a flag. */
  readonly beside: readonly Concept[];
  readonly value: string | null;
  readonly stance: Stance;
  readonly clinicalStatus: HealthFinding['clinicalStatus'];
  readonly verification: HealthFinding['verification'];
  /** What the source itself says of its danger; null where it does not. */
  readonly critical: boolean | null;
  /** When it was recorded, as the source wrote it, and under which element. */
  readonly recorded: Dated;
  readonly ended: Dated;
}

/** A date as the source wrote it. */
export interface Dated {
  readonly raw: string | null;
  readonly element: string;
}

export const undated: Dated = { raw: null, element: '' };

/** Reads one kind of finding; null where the source takes it back, which is reported. */
export type FindingReader = (source: Source) => Finding | null;

/** What every reader may leave unsaid. */
export const plainFinding = {
  beside: [],
  value: null,
  stance: 'AFFIRMED',
  clinicalStatus: null,
  verification: null,
  critical: null,
  recorded: undated,
  ended: undated,
} as const satisfies Partial<Finding>;

/** The first of some elements that holds a date. */
export const firstDated = (candidates: readonly Dated[]): Dated =>
  candidates.find(({ raw }) => raw !== null) ?? candidates[0] ?? undated;

/** A status of the source's list as ours; an unknown one is null, INVALID and an issue. */
export const readStatus = <Word>(
  source: Source,
  element: string,
  field: string,
  words: ReadonlyMap<string, Word | null>,
): { readonly word: string | null; readonly status: Word | null } => {
  const word = statusOf(take(source, element, concept));
  if (word === null) return { word: null, status: null };
  const status = words.get(word);
  if (status === undefined) {
    source.absences[field] = { reason: 'INVALID' };
    report(source.issues, source.resource, 'status', element, 'Not a status FHIR R4 has here.');
  }
  return { word, status: status ?? null };
};

/** Notes that the source takes the record back: nothing of it is shown. */
export const takenBack = (source: Source, element: string): null => {
  report(source.issues, source.resource, 'entered-in-error', element, 'The source takes the record back.');
  return null;
};

/** The days of a finding. */
export const readDays = (source: Source, { recorded, ended }: Finding) => ({
  recordedOn: readDay(source, recorded.raw, recorded.element, 'recordedOn'),
  endedOn: readDay(source, ended.raw, ended.element, 'endedOn'),
});
