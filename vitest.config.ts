import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    // Three files at once, on two cores: most of a file's time is spent waiting for PostgreSQL or for a command it started.
    maxWorkers: 3,
    // No module keeps state, so files may share the modules they import: loading them anew takes half of the time.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    server: { deps: { inline: [/@pothos/, /graphql-shield/, /graphql-middleware/, /@apollo/, /@as-integrations/] } },
  },
});
