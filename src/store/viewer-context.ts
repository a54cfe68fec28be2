import pg from 'pg';
import type { Viewer } from '../domain/viewer.ts';
import { refusalSql } from './revoked-token.ts';

/** What the context's statement is told of a viewer. */
const told = [
  { type: 'text', of: (viewer: Viewer) => viewer.organisation },
  { type: 'text', of: (viewer: Viewer) => viewer.person },
  { type: 'text', of: (viewer: Viewer) => viewer.role },
  { type: 'text', of: (viewer: Viewer) => viewer.purpose },
  { type: 'text', of: (viewer: Viewer) => viewer.token?.id ?? null },
  { type: 'timestamptz', of: (viewer: Viewer) => viewer.token?.issuedAt ?? null },
] as const;

/** The name under which every connection of the read pool holds the statement that sets a viewer's context. */
export const contextStatement = 'homeward_context';

/** What that statement is bound to for a viewer. */
export const contextValues = (viewer: Viewer): (string | null)[] => told.map(({ of }) => of(viewer));

/** Tells row-level security who asks, until the transaction ends, and ends it at once where their token was revoked. */
const contextSql = ([
  organisation = '',
  person = '',
  role = '',
  purpose = '',
  tokenId = '',
  issuedAt = '',
]: readonly string[]): string =>
  `select set_config('homeward.organisation', ${organisation}, true), set_config('homeward.person', ${person}, true),
    set_config('homeward.role', ${role}, true), set_config('homeward.purpose', ${purpose}, true),
    ${refusalSql({ organisation, person, role, tokenId, issuedAt })}`;

const literal = (value: string | null): string => (value === null ? 'null' : pg.escapeLiteral(value));

/** A query that sets a viewer's context until the end of the transaction. */
export const contextQuery = (viewer: Viewer): string =>
  contextSql(told.map(({ of, type }) => `${literal(of(viewer))}::${type}`));

const prepareSql = `prepare ${contextStatement}(${told.map(({ type }) => type).join(', ')}) as
  ${contextSql(told.map((_, index) => `$${index + 1}`))}`;

/** Makes the statement on a new connection. */
export const prepareContext = async (client: pg.ClientBase): Promise<void> => {
  await client.query(prepareSql);
};
