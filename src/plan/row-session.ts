import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import { z } from 'zod';
import type { Masks } from '../domain/mask.ts';
import type { ReadTransaction } from '../store/read-transaction.ts';
import { knownTime } from './columns.ts';
import type { CompileContext } from './compile-context.ts';
import type { Touched } from './execute.ts';
import type { RowScope } from './rows.ts';
import { type Binding, newStatement } from './statement.ts';
import { type Row, rowJson, rowSchema, touchedJson, touchedSchema } from './stored-row.ts';
import type { TableName } from './tables.ts';

export interface RowReaderDeps {
  readonly schema: GraphQLSchema;
  /** Opens the request's transaction, once. */
  readonly transaction: () => Promise<ReadTransaction>;
  readonly binding: Binding;
  readonly masks: Masks;
}

type Found = readonly Readonly<Record<string, unknown>>[];

/** What the reads of one request share: the transaction, the bindings, and the children they touched. */
export interface RowSession {
  readonly binding: Binding;
  newContext(): CompileContext;
  /** `variables` are the operation's, where its own arguments are read. */
  run(context: CompileContext, text: string, variables?: Binding['variables']): Promise<Found>;
  typeOf(name: TableName): GraphQLObjectType;
  /** One row, noted as touched, or null. */
  one(context: CompileContext, from: string, type: TableName, scope: RowScope, mask: string): Promise<Row | null>;
  touch(row: Row, child: z.infer<typeof touchedSchema>): Row;
  /** Notes a child touched without a row of it being read. */
  note(child: Touched): void;
  touched(): readonly Touched[];
  knownAt(): Promise<string>;
}

/** A row and the child it was reached through. */
export const reachedRow = z.object({ j: rowSchema, c: touchedSchema });

const contextOf = ({ binding, masks }: RowReaderDeps): CompileContext => ({
  statement: newStatement(),
  asKnown: binding.asKnownAt !== null,
  own: masks.hasOwn,
  reach: masks,
  pseudonymous: binding.keys.pseudonym !== null,
  selections: { of: () => [] },
  nodeTypeOf: () => null,
  note: () => undefined,
});

/** A session for one request. */
export const newRowSession = (deps: RowReaderDeps): RowSession => {
  const touched = new Map<string, Touched>();
  const run: RowSession['run'] = async (context, text, variables = {}) => {
    const open = await deps.transaction();
    const binding = { ...deps.binding, variables };
    const finished = context.statement.finish(text);
    return open.query(
      finished.text,
      finished.binders.map((binder) => binder(binding)),
    );
  };
  const typeOf: RowSession['typeOf'] = (name) => {
    const type = deps.schema.getType(name);
    if (!isObjectType(type)) throw new Error(`no type ${name}`);
    return type;
  };
  const note: RowSession['note'] = (child) => {
    touched.set(`${child.child} ${child.version} ${child.mask}`, child);
  };
  const touch: RowSession['touch'] = (row, { child, version, mask }) => {
    note({ child, version, mask: BigInt(mask) });
    return row;
  };
  return {
    binding: deps.binding,
    newContext: () => contextOf(deps),
    run,
    typeOf,
    touch,
    note,
    touched: () => [...touched.values()],
    one: async (context, from, type, scope, mask) => {
      const row = rowJson(context.statement, typeOf(type), scope);
      const [found] = await run(context, `select ${row} j, ${touchedJson(mask)} c from ${from}`);
      if (!found) return null;
      const { j, c } = reachedRow.parse(found);
      return touch(j, c);
    },
    knownAt: async () => {
      const [found] = await run(contextOf(deps), `select ${knownTime('last_known')} known_at from lane`);
      return z.object({ known_at: z.string() }).parse(found).known_at;
    },
  };
};
