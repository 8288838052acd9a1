import { writeFileSync } from 'node:fs';

const filtered = process.env.TEST_GREP !== undefined;

/** A reporter of web-test-runner that writes `{passed, failed, skipped}` to the file named by COUNTS_FILE. */
export function countReporter() {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0, skipped: 0, finished: true };
      for (const session of sessions) {
        const tests = testsOf(session.testResults);
        for (const test of tests) count(counts, test);
        // A file that could not be loaded, threw outside a test or holds no test has failed once.
        const broken = session.errors.length > 0 || (tests.length === 0 && !filtered);
        if (broken) counts.failed++;
        if (tests.length === 0 && session.errors.length === 0 && broken) console.log(`✗ ${session.testFile} holds no tests`);
      }
      if (process.env.COUNTS_FILE) writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
    },
  };
}

function count(counts, { passed, skipped, error }) {
  if (passed) counts.passed++;
  // The runner calls a test that a filter left out failed; unlike others it has no error.
  else if (filtered && !error) return;
  else counts[skipped ? 'skipped' : 'failed']++;
}

function testsOf(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsOf)] : [];
}
