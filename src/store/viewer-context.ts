import pg from 'pg';
import type { Viewer } from '../domain/viewer.ts';

/** What row-level security is told of a viewer, and how. */
const settings = [
  ['homeward.organisation', (viewer: Viewer) => viewer.organisation],
  ['homeward.person', (viewer: Viewer) => viewer.person],
  ['homeward.role', (viewer: Viewer) => viewer.role],
] as const;

/** The name under which every connection of the read pool holds the statement that sets a viewer's context. */
export const contextStatement = 'homeward_context';

/** What that statement is bound to for a viewer. */
export const contextValues = (viewer: Viewer): string[] => settings.map(([, of]) => of(viewer));

const setting = ([name]: (typeof settings)[number], value: string): string => `set_config('${name}', ${value}, true)`;

/** A query that sets a viewer's context until the end of the transaction. */
export const contextQuery = (viewer: Viewer): string =>
  `select ${settings.map((one) => setting(one, pg.escapeLiteral(one[1](viewer)))).join(', ')}`;

const prepareSql = `prepare ${contextStatement}(${settings.map(() => 'text').join(', ')}) as
  select ${settings.map((one, index) => setting(one, `$${index + 1}`)).join(', ')}`;

/** Makes the statement on a new connection. */
export const prepareContext = async (client: pg.ClientBase): Promise<void> => {
  await client.query(prepareSql);
};
