import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { buildHubSchema } from './index.ts';

/** The schema as it is published: sorted, so that a diff shows what changed and nothing else. */
export const publishedSchema = (): GraphQLSchema => lexicographicSortSchema(buildHubSchema());

// The code generator reads a schema from a module's default export.
export default publishedSchema();
