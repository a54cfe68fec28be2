import { z } from 'zod';
import { findDocument, sharedViewDocument } from './question.ts';
import { type Cell, readCell, sharedViewAnswer } from './read-cell.ts';
import type { Reader, SharedView } from './reader.ts';
import { rowGroups, type SharedViewRow } from './rows.ts';

/** A GraphQL request with a token; gives the body of the answer as JSON, whatever it is. */
export type AskWithToken = (token: string, request: GraphqlRequest) => Promise<unknown>;

interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, string | null>>;
}

/** What one reader was shown. */
export interface Column {
  readonly reader: Reader;
  /** Null where the hub shows the reader no such child. */
  readonly cells: ReadonlyMap<SharedViewRow, Cell> | null;
}

const found = z.object({ data: z.object({ childByIdentifier: z.object({ id: z.string() }) }) });

const findChild = async (ask: AskWithToken, { authorityChildId, readers }: SharedView): Promise<string | undefined> => {
  const [first] = readers;
  if (!first) return undefined;
  const answer = await ask(await first.token(), { query: findDocument, variables: { number: authorityChildId } });
  return found.safeParse(answer).data?.data.childByIdentifier.id.replace('Child:', '');
};

const askReader = async (
  ask: AskWithToken,
  reader: Reader,
  variables: GraphqlRequest['variables'],
): Promise<Column | undefined> => {
  const answer = sharedViewAnswer.safeParse(await ask(await reader.token(), { query: sharedViewDocument, variables }));
  if (!answer.success) return undefined;
  const { child } = answer.data.data;
  const rows = rowGroups.flatMap((group) => group.rows);
  return { reader, cells: child && new Map(rows.map((row) => [row, readCell(child, row)])) };
};

/**
 * Asks one question as every reader of the shared view, each with a token and so under the rules that hold for it.
 * Gives nothing where the child is not found or an answer does not come; the server has then logged why.
 */
export const askReaders = async (
  ask: AskWithToken,
  view: SharedView,
  asKnownAt: string | null,
): Promise<readonly Column[] | undefined> => {
  const childId = await findChild(ask, view);
  if (childId === undefined) return undefined;
  const columns = await Promise.all(
    view.readers.map((reader) => askReader(ask, reader, { child: reader.idOf(childId), asKnownAt })),
  );
  const answered = columns.filter((column) => column !== undefined);
  return answered.length === columns.length ? answered : undefined;
};
