/**
 * Prints `N passed, N failed, N skipped` from vitest's JSON results, and fails where the numbers do: a test file that
 * could not be loaded counts as one failure, and no test at all is a failure too.
 */
import { readFileSync } from 'node:fs';

const [, , file = ''] = process.argv;
const tally = { passed: 0, failed: 0, skipped: 0 };
const kinds = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  pending: 'skipped',
  todo: 'skipped',
  disabled: 'skipped',
};

try {
  for (const { status, assertionResults } of JSON.parse(readFileSync(file, 'utf8')).testResults) {
    for (const test of assertionResults) tally[kinds[test.status] ?? 'failed'] += 1;
    const failedTest = assertionResults.some((test) => test.status === 'failed');
    if (status === 'failed' && !failedTest) tally.failed += 1;
  }
} catch (error) {
  console.error(`no results in ${file}: ${error.message}`);
  tally.failed += 1;
}
const { passed, failed, skipped } = tally;
if (passed === 0 && failed === 0) console.error('no test has run');
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
