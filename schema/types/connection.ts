import type { Row, RowPage } from '../../src/plan/row-reader.ts';
import type { ConnectionFilter } from '../../src/plan/source.ts';
import { builder } from '../builder.ts';
import type { Child } from './refs.ts';

/** What a page of any kind of row says of itself. */
interface Page {
  readonly hasNextPage: boolean;
  readonly rows: readonly { readonly cursor: string }[];
}

export const PageInfo = builder.objectRef<Page>('PageInfo').implement({
  description: 'Where a page stands. Paging is forward only.',
  fields: (t) => ({
    hasNextPage: t.boolean({
      nullable: false,
      description: 'Whether there is more.',
      resolve: ({ hasNextPage }) => hasNextPage,
    }),
    hasPreviousPage: t.boolean({
      nullable: false,
      description: 'Always false: what stands before a page is not told.',
      resolve: () => false,
    }),
    startCursor: t.string({
      description: 'Cursor of the first row of the page.',
      resolve: ({ rows }) => rows[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      description: 'Cursor to give as `after` for the next page.',
      resolve: ({ rows }) => rows.at(-1)?.cursor ?? null,
    }),
  }),
});

const edgeType = (type: typeof Child, name: string) =>
  builder.objectRef<RowPage['rows'][number]>(`${name}Edge`).implement({
    description: `A ${name} on a page, and where it stands.`,
    fields: (t) => ({
      cursor: t.string({
        nullable: false,
        description: 'Where the row stands. Encrypted: it says nothing of the row.',
        resolve: ({ cursor }) => cursor,
      }),
      node: t.field({ type, nullable: false, description: `The ${name}.`, resolve: ({ row }): Row => row }),
    }),
  });

/** The connection type of a Node type. */
export const connectionType = (type: typeof Child, name: string) => {
  const edge = edgeType(type, name);
  return builder.objectRef<RowPage>(`${name}Connection`).implement({
    description: `A page of ${name} rows, in an order that says nothing of them.`,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        nullable: { list: false, items: false },
        description: 'The rows with their cursors.',
        resolve: ({ rows }) => [...rows],
      }),
      nodes: t.field({
        type: [type],
        nullable: { list: false, items: false },
        description: 'The rows.',
        resolve: ({ rows }) => rows.map(({ row }) => row),
      }),
      pageInfo: t.field({
        type: PageInfo,
        nullable: false,
        description: 'Where the page stands.',
        resolve: (page) => page,
      }),
    }),
  });
};

/** The extension of a root field that gives a page. */
export const paged = (filters: readonly ConnectionFilter[]) => ({ plan: { kind: 'connection', filters } as const });
