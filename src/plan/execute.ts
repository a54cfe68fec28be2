import { z } from 'zod';
import type { ReadOnce } from '../store/single-read.ts';
import type { Plan } from './compile.ts';
import type { Binding } from './statement.ts';

/** A child a statement read, the version it read and the mask the viewer had for it. */
export interface Touched {
  readonly child: string;
  readonly version: string;
  readonly mask: bigint;
}

export interface Execution {
  /** The JSON text of the operation's `data`. */
  readonly data: string;
  readonly touched: readonly Touched[];
  /** The known time the answer stands for; asked for again as `asKnownAt` it gives the same. */
  readonly knownAt: string;
}

const row = z.object({ data: z.string(), touched: z.string(), known_at: z.string() });
const touchedRows = z.array(z.tuple([z.string(), z.string(), z.string()]));

/** Reads the list of touched children as a statement returns it. */
export const readTouched = (text: string): readonly Touched[] =>
  touchedRows.parse(JSON.parse(text)).map(([child, version, mask]) => ({ child, version, mask: BigInt(mask) }));

/** Runs a plan for the viewer it is bound to: one statement, kept prepared where it is worth it. */
export const executePlan = async (
  read: ReadOnce,
  { plan, prepared }: { readonly plan: Plan; readonly prepared: boolean },
  binding: Binding,
): Promise<Execution> => {
  const values = plan.binders.map((binder) => binder(binding));
  const [first] = await read(binding.viewer, { text: plan.text, values, name: prepared ? plan.id : undefined });
  const { data, touched, known_at } = row.parse(first);
  return { data, touched: readTouched(touched), knownAt: known_at };
};
