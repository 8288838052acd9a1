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
  await atRest(page);
  const violations = await page.evaluate(
    (only) => (globalThis as unknown as { axe: { run(options: unknown): Promise<{ violations: Violation[] }> } }).axe
      .run(only ? { runOnly: only } : {})
      .then((result) => result.violations),
    rules ? [...rules] : null,
  );
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.flat().join(' ')} — ${failureSummary ?? ''}`));
  assert.deepEqual(found, [], where);
}

/** A colour in the middle of a transition is nobody's colour. What moves without an end, such as a progress bar, is not waited for. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (;;) {
      // Each tree knows its own animations alone.
      const trees: (Document | ShadowRoot)[] = [document];
      for (const tree of trees) for (const { shadowRoot } of tree.querySelectorAll('*')) if (shadowRoot) trees.push(shadowRoot);
      const moving = trees.flatMap((tree) => tree.getAnimations()).filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
      if (!moving.length) return;
      await Promise.all(moving.map((animation) => animation.finished.catch(() => null)));
    }
  });
}
