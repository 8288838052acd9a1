import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countStates, reportOf } from '../../../src/features/self-test/report.ts';
import { results } from './results.ts';

const at = Date.parse('2026-11-21T12:00:00Z');

describe('the report of a self-test', () => {
  const report = reportOf('0.1.0', at, results);

  test('begins with version and time, and how many checks came to what', () => {
    assert.deepEqual(report.split('\n').slice(0, 2), ['License administration 0.1.0, self-test, 2026-11-21T12:00:00.000Z', 'passed 12, failed 2, warning 3, absent 1']);
  });

  test('has one line for each check, in no language', () => {
    const lines = report.split('\n').slice(2);
    assert.equal(lines.length, results.length + 1);
    assert.ok(lines.includes('[passed] users · users-read · count=5104 · inactive=37 · 87 ms'));
    assert.ok(lines.includes('[warning] totals · totals-differ · count=2 · names=Sales, Service · 73 ms'));
    assert.ok(lines.includes('[failed] sessions · unexpected-shape · 0.Started: Invalid input · 101 ms'));
  });

  test('leaves out whatever the host said in its own words', () => {
    for (const detail of ['SecurityException: Ann Lee (ann@example.com) has no rights', 'rows.0.Name: Ann Lee', 'BPMCSRF=secret', 'no Creatio answers at https://crm.example.com/0', 'x\n[passed] all']) {
      assert.doesNotMatch(reportOf('1', at, [{ ...results[0]!, finding: 'forbidden', detail }]), /Ann|example|secret|rows\.0|all/, detail);
    }
  });
});

test('every state is counted', () => assert.deepEqual(countStates(results), { passed: 12, failed: 2, warning: 3, absent: 1 }));
