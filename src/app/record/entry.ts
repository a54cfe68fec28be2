import type { Absences, FieldAbsence } from '../../domain/absence.ts';
import type { CanonicalRecord, SubjectReference } from '../../domain/adapter.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** What somebody says of a record: fields by name, null where one is empty, and why. */
export interface Said {
  readonly fields: Fields;
  readonly absent: readonly (FieldAbsence & { readonly field: string })[];
}

/** Names of the fields that are said anything of. */
export const namedIn = ({ fields, absent }: Said): readonly string[] => [
  ...new Set([...Object.keys(fields), ...absent.map(({ field }) => field)]),
];

/** What a record holds, as an entry of its contract says it. */
export interface Content {
  readonly fields: Fields;
  readonly absences: Absences;
}

/** Nothing yet. */
export const nothing: Content = { fields: {}, absences: {} };

/** A stored record as its contract would have said it. */
export const contentOf = ({ body, absences }: Pick<CanonicalRecord, 'body' | 'absences'>): Content => {
  const { sourceEpisodes: episodes, ...fields }: Fields = { ...body };
  return { fields: episodes === undefined ? fields : { episodes, ...fields }, absences };
};

const without = <T>(all: Readonly<Record<string, T>>, names: readonly string[]): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));

const only = <T>(all: Readonly<Record<string, T>>, isKept: (name: string) => boolean): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => isKept(name)));

/** What of a content somebody sees. */
export const seenOf = ({ fields, absences }: Content, isSeen: (name: string) => boolean): Content => ({
  fields: only(fields, isSeen),
  absences: only(absences, isSeen),
});

/** The content with what is said put in the place of what was there. */
export const patched = ({ fields, absences }: Content, said: Said): Content => {
  const named = namedIn(said);
  const reasons = said.absent.map(({ field, ...absence }) => [field, absence] as const);
  return {
    fields: { ...without(fields, named), ...said.fields },
    absences: { ...without(absences, named), ...Object.fromEntries(reasons) },
  };
};

/** Whom an entry is of, by which number, and when it is said. */
export interface EntryTerms {
  readonly id: string;
  readonly subject: SubjectReference;
  readonly statedAt: string;
}

/** The entry of a contract that says the content. Its child is named in a numbering a file may have. */
export const entryOf = ({ fields, absences }: Content, { id, subject, statedAt }: EntryTerms): Fields => ({
  id,
  child: { system: subject.system.replace(/:.*$/, ''), key: subject.key },
  statedAt,
  ...fields,
  absent: absences,
});
