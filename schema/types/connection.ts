import type { ConnectionFilter } from '../../src/plan/source.ts';
import { builder, type HubSchemaTypes } from '../builder.ts';
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

/** A page of rows of a kind, each with where it stands. */
export interface PageOf<Shape> {
  readonly rows: readonly { readonly row: Shape; readonly cursor: string }[];
  readonly hasNextPage: boolean;
}

type Extended = PothosSchemaTypes.ExtendDefaultTypes<HubSchemaTypes>;
type Placed<Shape> = PageOf<Shape>['rows'][number];
type EdgeFields<Shape> = PothosSchemaTypes.ObjectFieldBuilder<Extended, Placed<Shape>>;

/** What a list holds, and how it speaks of it: `disclosure`, `disclosures`, and what a page of it is. */
interface Listed<Shape> {
  readonly type: PothosSchemaTypes.ObjectRef<Extended, Shape>;
  readonly one: string;
  readonly many: string;
  readonly page: string;
  /** The field that gives the row; Pothos reads its type only where the type is known. */
  readonly node: (t: EdgeFields<Shape>, description: string) => PothosSchemaTypes.FieldRef<Extended, unknown, 'Object'>;
}

const edgeOf = <Shape>(name: string, { one, node }: Listed<Shape>) =>
  builder.objectRef<Placed<Shape>>(`${name}Edge`).implement({
    description: `A ${one} on a page, and where it stands.`,
    fields: (t) => ({
      cursor: t.string({
        nullable: false,
        description: `Where it stands. Encrypted: it says nothing of the ${one}.`,
        resolve: ({ cursor }) => cursor,
      }),
      node: node(t, `The ${one}.`),
    }),
  });

/** The connection type of a list, a page of which is cut before it comes here. */
export const connectionOf = <Shape>(name: string, listed: Listed<Shape>) => {
  const { type, many, page: description } = listed;
  const edge = edgeOf(name, listed);
  return builder.objectRef<PageOf<Shape>>(`${name}Connection`).implement({
    description,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        nullable: { list: false, items: false },
        description: `The ${many} with their cursors.`,
        resolve: ({ rows }) => [...rows],
      }),
      nodes: t.field({
        type: [type],
        nullable: { list: false, items: false },
        description: `The ${many}.`,
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

/** The connection type of a Node type. */
export const connectionType = (type: typeof Child, name: string) =>
  connectionOf(name, {
    ...{ type, one: name, many: 'rows' },
    page: `A page of ${name} rows, in an order that says nothing of them.`,
    node: (t, description) => t.field({ type, nullable: false, description, resolve: ({ row }) => row }),
  });

/** The extension of a root field that gives a page. */
export const paged = (filters: readonly ConnectionFilter[]) => ({ plan: { kind: 'connection', filters } as const });
