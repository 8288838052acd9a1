import { type CheckResult, type CheckState, stateOf } from '../../licensing/self-test.ts';

/** How many checks came to what. */
export function countStates(results: readonly CheckResult[]): Record<CheckState, number> {
  const counts = { passed: 0, failed: 0, warning: 0, absent: 0 };
  for (const { finding } of results) counts[stateOf(finding)]++;
  return counts;
}

/** A member's path and what was expected there; other details may hold the host's words, and so anybody's name. */
const place = /^[\w.]{1,99}: Invalid input[\w ,:|"]{0,99}$/;

/**
 * The results for whoever keeps Creatio running, in no language: ids, figures, names of packages and services. Of people
 * and of what the host said in its own words it holds nothing.
 */
export function reportOf(version: string, at: number, results: readonly CheckResult[]): string {
  const counts = Object.entries(countStates(results)).map(([state, count]) => `${state} ${count}`);
  const lines = results.map(({ id, finding, facts, detail, ms }) =>
    [`[${stateOf(finding)}] ${id}`, finding, ...Object.entries(facts).map(([name, value]) => `${name}=${value}`), ...(place.test(detail) ? [detail] : []), `${ms} ms`].join(' · '),
  );
  return [`License administration ${version}, self-test, ${new Date(at).toISOString()}`, counts.join(', '), ...lines, ''].join('\n');
}
