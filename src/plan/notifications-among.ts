import { z } from 'zod';
import { neededBit } from '../domain/mask.ts';
import { nodeRow } from './compile-root.ts';
import { hasBit } from './guard.ts';
import { cursorOf, readCursor } from './keys.ts';
import { type RowSession, reachedRow } from './row-session.ts';
import { type Row, rowJson, touchedJson } from './stored-row.ts';

/** A page of rows, each with where it stands. */
interface Page {
  readonly rows: readonly { readonly row: Row; readonly cursor: string }[];
  readonly hasNextPage: boolean;
}

const answered = neededBit('AN', 'full');

/**
 * Those of the notifications that the viewer reaches and may know the gaps of, in order of id. Chosen before the page is
 * cut, so what the viewer may not see shortens no page.
 * @throws InvalidRequest for a cursor this viewer was not given
 */
export const notificationsAmong = async (
  session: RowSession,
  ids: readonly string[],
  { first, after }: { readonly first: number; readonly after: unknown },
): Promise<Page> => {
  const { keys } = session.binding;
  const [start] = readCursor(after, 'Notification', 1, keys.cursor);
  const context = session.newContext();
  const list = context.statement.bind('ids', 'uuid[]', () => ids);
  const from = context.statement.bind('after', 'uuid', () => start);
  const limit = context.statement.bind('limit', 'int', () => first + 1);
  const found = nodeRow(context, 'Notification', `any(${list})`);
  if (!found) throw new Error('notifications are no rows');
  const { row, mask } = found.scope;
  const rows = await session.run(
    context,
    `select ${rowJson(context.statement, session.typeOf('Notification'), found.scope)} j, ${touchedJson('k.m')} c
      from ${found.from} where ${hasBit(mask, answered)} and ${row}.id > ${from} order by ${row}.id limit ${limit}`,
  );
  const read = z.array(reachedRow).parse(rows);
  return {
    hasNextPage: read.length > first,
    rows: read.slice(0, first).map(({ j, c }) => ({
      row: session.touch(j, c),
      cursor: cursorOf('Notification', j.uuid, keys.cursor),
    })),
  };
};
