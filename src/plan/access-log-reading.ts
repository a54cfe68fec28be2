import type { Masks } from '../domain/mask.ts';
import { neededBit } from '../domain/mask.ts';
import { cursorOf, ownId, readCursor } from './keys.ts';
import type { RowSession } from './row-session.ts';
import type { Row } from './stored-row.ts';

/** A child whose access log a viewer may read, and the viewer's mask for it. */
export interface LogSubject {
  readonly child: string;
  readonly mask: bigint;
}

/** Finds the child an id names, whoever asks; null where there is none. */
export type FindChild = (id: string) => Promise<string | null>;

/** What reading the access log of a child needs of the viewer. */
export interface AccessLogReading {
  /** The child, noted as touched; null where there is none or the viewer may not see its log. */
  subject(globalId: string, find: FindChild): Promise<LogSubject | null>;
  /**
   * The entry a page starts after, or null at the beginning.
   * @throws InvalidRequest for a cursor this viewer was not given
   */
  after(cursor: unknown): string | null;
  cursorOf(entry: string): string;
}

const seesLog = neededBit('LG', 'summary');
const hasBit = (mask: bigint): boolean => (mask & seesLog) !== 0n;

/**
 * A role that comes to no child by any relationship has the log of every child where the matrix gives it the log at all:
 * it answers for the hub, and never sees a record.
 */
const withoutRelationship = async (
  session: RowSession,
  masks: Masks,
  globalId: string,
  find: FindChild,
): Promise<LogSubject | null> => {
  const mask = masks.table[0] ?? 0n;
  if (!hasBit(mask)) return null;
  const child = await find(ownId(globalId, 'Child', session.binding.keys));
  if (child === null) return null;
  session.note({ child, version: await session.knownAt(), mask });
  return { child, mask };
};

/** Reads for one request; `childOf` gives a child's row as the viewer reaches it, noted as touched. */
export const newAccessLogReading = (
  session: RowSession,
  masks: Masks,
  childOf: (globalId: string) => Promise<Row | null>,
): AccessLogReading => ({
  subject: async (globalId, find) => {
    if (!hasBit(masks.union)) return null;
    if (masks.accepts === 0) return withoutRelationship(session, masks, globalId, find);
    const row = await childOf(globalId);
    return row && hasBit(row.mask) ? { child: row.child, mask: row.mask } : null;
  },
  after: (cursor) => {
    const [entry] = readCursor(cursor, 'Disclosure', 1, session.binding.keys.cursor);
    return cursor === null || cursor === undefined ? null : (entry ?? null);
  },
  cursorOf: (entry) => cursorOf('Disclosure', entry, session.binding.keys.cursor),
});
