import { z } from 'zod';
import { type AbsenceReason, absenceReasons } from '../../../domain/absence.ts';
import { findOrganisation } from '../../../domain/organisations.ts';
import type { SharedViewRow } from './rows.ts';
import { valueText } from './value-text.ts';

const absence = z.object({
  field: z.string(),
  reason: z.enum(absenceReasons),
  rule: z.string().nullable(),
  ask: z.string().nullable(),
});

/** A record of an answer that says of each empty field why it is empty. */
const record = z.looseObject({ absences: z.array(absence) });
type Answered = z.infer<typeof record>;

const involvements = z.array(z.object({ involvement: z.string(), involvedOrganisation: z.string().nullable() }));

/** The child of an answer to the question of the shared view; null where the reader is shown none. */
export const sharedViewAnswer = z.object({ data: z.object({ child: record.nullable() }) });

/** One field as one reader was shown it. */
export type Cell =
  | { readonly kind: 'value'; readonly text: string }
  /** Held, and not shown to this reader. */
  | {
      readonly kind: 'withheld';
      readonly reason: AbsenceReason;
      readonly rule: string | null;
      readonly ask: string | null;
    }
  /** Not held. */
  | { readonly kind: 'empty'; readonly reason: AbsenceReason | null }
  /** There is no such record. */
  | { readonly kind: 'none'; readonly text: string };

const withheldReasons: ReadonlySet<AbsenceReason> = new Set(['WITHHELD_BY_POLICY', 'WITHHELD_BY_SOURCE'] as const);

const emptyCell = ({ absences }: Answered, field: string): Cell => {
  const why = absences.find((one) => one.field === field);
  if (!why || !withheldReasons.has(why.reason)) return { kind: 'empty', reason: why?.reason ?? null };
  return { kind: 'withheld', reason: why.reason, rule: why.rule, ask: why.ask };
};

/** The school that says it has the child on its roll, while no school has sent its roll itself. */
const schoolInvolved = (child: Answered): string | undefined => {
  const listed = involvements.safeParse(child['involvements']).data ?? [];
  const school = listed.find(({ involvement }) => involvement === 'SCHOOL')?.involvedOrganisation;
  return school ? (findOrganisation(school)?.name ?? school) : undefined;
};

const noneCell = (child: Answered, list: string, none: string): Cell => {
  const school = list === 'enrolments' ? schoolInvolved(child) : undefined;
  return school === undefined ? { kind: 'none', text: none } : { kind: 'value', text: school };
};

/** What one row says to the reader who was given this child. */
export const readCell = (child: Answered, { field, kind, through, none }: SharedViewRow): Cell => {
  let at = child;
  for (const list of through) {
    if (at[list] === null) return emptyCell(at, list);
    const [newest] = z.array(record).parse(at[list]);
    if (!newest) return noneCell(child, list, none);
    at = newest;
  }
  const value = at[field];
  return value === null ? emptyCell(at, field) : { kind: 'value', text: valueText(kind, value) };
};
