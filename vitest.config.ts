import { defineConfig } from 'vitest/config';

// Tests are bound by the processor and share nothing: a process each, as many as this project's smallest machine has
// cores. UPDATE=1 rewrites the scenario files; RESULTS names a file for the results as JSON, for .ci/run.
const { UPDATE, RESULTS } = process.env;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    pool: 'forks',
    // The modules are loaded once for all files of a process, which takes a third of the time; see test/setup.ts.
    isolate: false,
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    update: UPDATE === '1',
    reporters: RESULTS === undefined ? ['default'] : ['default', 'json'],
    ...(RESULTS === undefined ? {} : { outputFile: { json: RESULTS } }),
  },
});
