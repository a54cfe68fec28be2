import type { CodegenConfig } from '@graphql-codegen/cli';

/** Writes the committed schema from the builder: `npm run schema`. */
const config: CodegenConfig = {
  schema: './schema/sdl.ts',
  generates: { 'schema/schema.graphql': { plugins: ['schema-ast'], config: { includeDirectives: true } } },
};

export default config;
