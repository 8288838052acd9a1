import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails with every violation axe finds on the page, named by rule and element. `rules`: only these. */
export async function assertAccessible(page: Page, where: string, rules?: readonly string[]): Promise<void> {
  // Evaluated by the debugger, past the page's own policy, which allows no foreign script.
  await page.evaluate(await source);
  // A colour in the middle of a transition is nobody's colour.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))).then(() => undefined));
  const violations = await page.evaluate(
    (only) => (globalThis as unknown as { axe: { run(options: unknown): Promise<{ violations: Violation[] }> } }).axe
      .run(only ? { runOnly: only } : {})
      .then((result) => result.violations),
    rules ? [...rules] : null,
  );
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.flat().join(' ')} — ${failureSummary ?? ''}`));
  assert.deepEqual(found, [], where);
}
