import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { root } from './stages.ts';

/**
 * Source files whose test is not found by name. Value: the test that shows them, or why none is needed.
 * Not needed here: files of types only (they leave no code) and `*.styles.ts` (seen by the tests of their elements).
 */
export const allowed: Readonly<Record<string, string>> = {
  'src/text/ar.ts': 'test/text/messages.test.ts',
  'src/text/de.ts': 'test/text/messages.test.ts',
  'src/text/en.ts': 'test/text/messages.test.ts',
  'src/text/uk.ts': 'test/text/messages.test.ts',
  'src/text/licenses-tab/ar.ts': 'test/text/messages.test.ts',
  'src/text/licenses-tab/de.ts': 'test/text/messages.test.ts',
  'src/text/licenses-tab/en.ts': 'test/text/messages.test.ts',
  'src/text/licenses-tab/uk.ts': 'test/text/messages.test.ts',
  'src/text/grant-recall/ar.ts': 'test/text/messages.test.ts',
  'src/text/grant-recall/de.ts': 'test/text/messages.test.ts',
  'src/text/grant-recall/en.ts': 'test/text/messages.test.ts',
  'src/text/grant-recall/uk.ts': 'test/text/messages.test.ts',
  'src/text/session-manager/ar.ts': 'test/text/messages.test.ts',
  'src/text/session-manager/de.ts': 'test/text/messages.test.ts',
  'src/text/session-manager/en.ts': 'test/text/messages.test.ts',
  'src/text/session-manager/uk.ts': 'test/text/messages.test.ts',
  'src/text/data-grid/ar.ts': 'test/text/messages.test.ts',
  'src/text/data-grid/de.ts': 'test/text/messages.test.ts',
  'src/text/data-grid/en.ts': 'test/text/messages.test.ts',
  'src/text/data-grid/uk.ts': 'test/text/messages.test.ts',
  'src/text/people/ar.ts': 'test/text/messages.test.ts',
  'src/text/people/de.ts': 'test/text/messages.test.ts',
  'src/text/people/en.ts': 'test/text/messages.test.ts',
  'src/text/people/uk.ts': 'test/text/messages.test.ts',
  'src/text/self-test/ar.ts': 'test/text/messages.test.ts',
  'src/text/self-test/de.ts': 'test/text/messages.test.ts',
  'src/text/self-test/en.ts': 'test/text/messages.test.ts',
  'src/text/self-test/uk.ts': 'test/text/messages.test.ts',
  'src/ui/data-grid/arranging.ts': 'test/ui/data-grid/pointer.wtr.ts',
  'src/ui/data-grid/body.ts': 'test/ui/data-grid/sheet.wtr.ts',
  'src/ui/data-grid/row-node.ts': 'test/ui/data-grid/sheet.wtr.ts',
  'src/ui/data-grid/cells.ts': 'test/ui/data-grid/sheet.wtr.ts',
  'src/ui/data-grid/grid-rows.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/head.ts': 'test/ui/data-grid/controls.wtr.ts',
  'src/ui/data-grid/column-panel.ts': 'test/ui/data-grid/panel.wtr.ts',
  'src/ui/data-grid/grid-properties.ts': 'test/ui/data-grid/data-grid.wtr.ts',
  'src/ui/data-grid/events.ts': 'test/ui/data-grid/controls.wtr.ts',
  'src/features/grant-recall/history/batch-columns.ts': 'test/features/grant-recall/history/batches.wtr.ts',
  'src/features/grant-recall/ledger/ledger-export.ts': 'test/features/grant-recall/ledger/batch-ledger.wtr.ts',
  'src/features/licenses-tab/licenses-tools.ts': 'test/features/licenses-tab/licenses-tab.states.wtr.ts',
  'src/features/grant-recall/run/left.ts': 'test/features/grant-recall/run/batch-run.test.ts',
  'src/features/grant-recall/run/run-words.ts': 'test/features/grant-recall/run/batch-progress.wtr.ts',
  'src/features/grant-recall/dialog-foot.ts': 'test/features/grant-recall/grant-recall.wtr.ts',
  'src/features/grant-recall/dialog-head.ts': 'test/features/grant-recall/grant-recall.wtr.ts',
  'src/features/grant-recall/plan/seats-line.ts': 'test/features/grant-recall/grant-recall.parts.wtr.ts',
  'src/features/grant-recall/plan/bulk-plan.ts': 'test/features/grant-recall/grant-recall.parts.wtr.ts',
  'src/features/grant-recall/plan/seat-shortage.ts': 'test/features/grant-recall/grant-recall.parts.wtr.ts',
  'src/features/grant-recall/products/product-choice.ts': 'test/features/grant-recall/grant-recall.parts.wtr.ts',
  'mock-host/creatio/data-service/conditions.ts': 'test/mock-host/creatio/data-service/select-query.test.ts',
  'mock-host/creatio/data-service/schemas.ts': 'test/mock-host/creatio/data-service/select-query.test.ts',
  'mock-host/creatio/data-service/shape.ts': 'test/mock-host/creatio/data-service/select-query.test.ts',
  'src/features/session-manager/active-sessions.ts': 'test/features/session-manager/session-manager.wtr.ts',
  'src/ui/download.ts': 'test/features/session-manager/ended-sessions.wtr.ts',
  'src/features/session-manager/end-request.ts': 'test/features/session-manager/session-manager.wtr.ts',
  'src/features/session-manager/end-result.ts': 'test/features/session-manager/session-manager.wtr.ts',
  'src/features/session-manager/ended-columns.ts': 'test/features/session-manager/ended-sessions.wtr.ts',
  'src/ui/keep-focus.ts': 'test/features/session-manager/session-manager.keyboard.wtr.ts',
  'src/features/session-manager/run-said.ts': 'test/features/session-manager/words.test.ts',
  'src/features/session-manager/session-head.ts': 'test/features/session-manager/session-manager.wtr.ts',
  'src/features/session-manager/session-manager.later.ts': 'test/features/session-manager/session-manager.wtr.ts',
  'src/features/session-manager/session-tabs.ts': 'test/features/session-manager/ended-sessions.wtr.ts',
  'src/features/session-manager/session-tools.ts': 'test/features/session-manager/session-manager.wtr.ts',
  'src/ui/unsaved.ts': 'test/features/session-manager/session-manager.wtr.ts',
  'src/ui/asking-dialog.ts': 'test/features/session-manager/end-dialog.wtr.ts',
  'src/ui/lasting.ts': 'test/features/session-manager/session-manager.wtr.ts',
  'src/ui/wear.ts': 'test/features/session-manager/session-manager.states.wtr.ts',
  'src/features/grant-recall/people/basket-buckets.ts': 'test/features/grant-recall/people/selection-basket.wtr.ts',
  'src/features/grant-recall/people/basket-columns.ts': 'test/features/grant-recall/people/selection-basket.wtr.ts',
  'src/features/grant-recall/people/basket-input.ts': 'test/features/grant-recall/people/selection-basket.wtr.ts',
  'src/features/grant-recall/people/choose-person.ts': 'test/features/grant-recall/people/selection-basket.wtr.ts',
  'src/features/grant-recall/people/person-names.ts': 'test/features/grant-recall/people/person-picker.wtr.ts',
  'src/features/grant-recall/people/saved-sets.ts': 'test/features/grant-recall/people/selection-basket.wtr.ts',
  'src/features/grant-recall/licenses/assign-dialog.ts': 'test/features/grant-recall/licenses/license-list.wtr.ts',
  'src/host/creatio/sessions/active.ts': 'test/host/creatio/creatio-sessions.test.ts',
  'src/host/creatio/sessions/ended.ts': 'test/host/creatio/creatio-sessions.test.ts',
  'src/host/creatio/sessions/ending.ts': 'test/host/creatio/creatio-sessions.test.ts',
  'src/host/creatio/sessions/rows.ts': 'test/host/creatio/creatio-sessions.test.ts',
  'src/host/creatio/batches/decide.ts': 'test/host/creatio/batches/carry-out.test.ts',
  'src/host/creatio/batches/journal.ts': 'test/host/creatio/batches/batches.test.ts',
  'src/host/creatio/batches/ledger.ts': 'test/contract/creatio-bulk.test.ts',
  'src/host/creatio/batches/make-batch.ts': 'test/contract/creatio-bulk.test.ts',
  'src/host/creatio/batches/readings.ts': 'test/host/creatio/batches/apply.test.ts',
  'src/host/creatio/creatio-bulk.ts': 'test/contract/creatio-bulk.test.ts',
  'src/host/rest/rest-errors.ts': 'test/host/rest/rest-gateway.test.ts',
  'src/host/request-errors.ts': 'test/host/rest/rest-gateway.test.ts',
  'src/host/parse.ts': 'test/host/rest/rest-gateway.test.ts',
  'src/host/or-abort.ts': 'test/host/rest/lines.test.ts',
  'src/creatio.ts': 'test/built-output/creatio.test.ts',
  'src/creatio/door.ts': 'test/built-output/creatio.test.ts',
  'src/creatio/page-kit.ts': 'test/built-output/creatio.test.ts',
  'src/creatio/view-grant-recall.ts': 'test/built-output/creatio.test.ts',
  'src/creatio/view-licenses-tab.ts': 'test/built-output/creatio.test.ts',
  'src/creatio/view-session-manager.ts': 'test/built-output/creatio.test.ts',
  'src/creatio/view-self-test.ts': 'test/built-output/creatio.test.ts',
  'src/plugin.ts': 'test/built-output/loading.test.ts',
  'src/creatio/page-known.ts': 'test/journeys/creatio-caleb.test.ts',
  'src/host/creatio/wire.ts': 'test/host/creatio/creatio-api.test.ts',
  'src/licensing/self-test.ts': 'test/host/creatio/self-test.test.ts',
  'src/host/creatio/known.ts': 'test/contract/creatio-gateway.test.ts',
  'src/views/tie-view.ts': 'test/built-output/loading.test.ts',
  'src/views/bulk-views.ts': 'test/built-output/loading.test.ts',
  'src/views/licenses-tab.ts': 'test/built-output/loading.test.ts',
  'src/views/session-manager.ts': 'test/built-output/loading.test.ts',
  'src/view-session-manager.ts': 'test/built-output/loading.test.ts',
  'src/view-grant-recall.ts': 'test/built-output/loading.test.ts',
  'src/view-licenses-tab.ts': 'test/built-output/loading.test.ts',
  'src/host/rest/wire.ts': 'test/host/rest/rest-gateway.test.ts',
  'src/host/rest/wire-bulk.ts': 'test/host/rest/rest-bulk.test.ts',
  'src/host/rest/wire-sessions.ts': 'test/host/rest/rest-sessions.test.ts',
  'src/host/rest/wire-lists.ts': 'test/host/rest/rest-bulk.test.ts',
  'src/host/rest/rest-api.ts': 'test/host/rest/rest-gateway.test.ts',
  'src/ui/data-grid/arrangement.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/ascii-keys.ts': 'test/ui/data-grid/text-order.test.ts',
  'src/ui/data-grid/bits.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/filter.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/groups.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/id-selection.ts': 'test/ui/data-grid/paged-rows.test.ts',
  'src/ui/data-grid/merge-sort.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/open-groups.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/page-list.ts': 'test/ui/data-grid/paged-rows.test.ts',
  'src/ui/data-grid/radix-sort.ts': 'test/ui/data-grid/text-order.test.ts',
  'src/ui/data-grid/ranks.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/row-table.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/rules.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/selection.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/slices.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/slot-list.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/sorted-slots.ts': 'test/ui/data-grid/local-rows.test.ts',
  'src/ui/data-grid/start-over.ts': 'test/ui/data-grid/paged-rows.test.ts',
  'src/ui/data-grid/values.ts': 'test/ui/data-grid/local-rows.test.ts',
};

/** One sentence for every file in `src/` without a test of its name, and for every entry above that is stale. */
export function unmirrored(folder = root, exceptions = allowed): string[] {
  const files = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => relative(folder, join(folder, 'src', path)).split(sep).join('/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .sort();
  const lonely = files
    .filter((file) => !(file in exceptions) && !file.endsWith('.styles.ts') && testsOf(file).every((test) => !existsSync(join(folder, test))))
    .filter((file) => hasCode(readFileSync(join(folder, file), 'utf8')))
    .map((file) => `${file} has no test: write ${testsOf(file).join(' or ')}, or name the test that shows it in test/support/mirror.ts.`);
  const stale = Object.entries(exceptions)
    .filter(([file, test]) => !existsSync(join(folder, file)) || (test.startsWith('test/') && !existsSync(join(folder, test))))
    .map(([file, test]) => `test/support/mirror.ts excuses ${file} by “${test}”, and one of them is gone.`);
  return [...lonely, ...stale];
}

function testsOf(file: string): string[] {
  const base = file.replace(/^src\//, 'test/').replace(/\.ts$/, '');
  return [`${base}.test.ts`, `${base}.wtr.ts`];
}

/** Does anything remain when the types are taken away? */
function hasCode(source: string): boolean {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true, removeComments: true },
  });
  return outputText.replace(/export \{\};?/g, '').trim() !== '';
}
