import { writeFileSync } from 'node:fs';

/**
 * A reporter of node:test that writes `{passed, failed, skipped, finished}` to the file named by COUNTS_FILE: tests, not
 * suites. It writes after each test, so that what was done counts even if the process is killed.
 */
export default async function* countReporter(events) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type !== 'suite') {
      // Some versions of Node call what a filter left out skipped.
      if (data.skip !== undefined || data.todo !== undefined) counts.skipped += process.env.TEST_GREP === undefined ? 1 : 0;
      else counts[type === 'test:pass' ? 'passed' : 'failed']++;
    } else if (type === 'test:fail' && data.details.error?.failureType === 'hookFailed') {
      // A suite that fails by itself and not by its tests.
      counts.failed++;
    }
    save({ ...counts, finished: false });
  }
  save({ ...counts, finished: true });
  yield '';
}

function save(counts) {
  if (process.env.COUNTS_FILE) writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
}
