import { type TemplateResult, html, nothing } from 'lit';
import type { BatchSummary } from '../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { Times } from '../../ui/times.ts';
import { byWhom, titleText } from './batch-words.ts';
import type { DialogState } from './dialog.state.ts';
import type { BulkTask, RunState } from './grant-recall.state.ts';
import { resultLine } from './result-line.ts';
import { type BulkText, isolate, listNames } from './words.ts';

/** So many unknown ids are told by name. */
const NAMED = 3;
const all = ['products', 'plan', 'apply'] as const;

/** The step a dialog is at, counted from 1; undefined: there is nothing to go through. */
export function stepOf(state: DialogState): { readonly id: (typeof all)[number]; readonly at: number; readonly count: number } | undefined {
  if (state.kind === 'choosing') return { id: state.step, at: all.indexOf(state.step) + 1, count: 3 };
  if (state.kind === 'undoing') return { id: 'plan', at: 1, count: 2 };
  return undefined;
}

export function renderSteps(state: DialogState, text: BulkText): TemplateResult | typeof nothing {
  const now = stepOf(state);
  if (!now) return nothing;
  const at = all.indexOf(now.id);
  return html`<ol class="steps" aria-label=${text('steps')}>
    ${all.slice(-now.count).map((id) => html`<li class=${all.indexOf(id) < at ? 'past' : ''} aria-current=${id === now.id ? 'step' : nothing}>${text(`step-${id}`)}</li>`)}
  </ol>`;
}

/** What the dialog is for. */
export function titleOf(state: DialogState, task: BulkTask, text: BulkText): string {
  if (task.kind === 'undo' || (state.kind === 'batch' && state.summary.undoes)) return text('undoBatch');
  const grants = task.kind === 'change' ? task.change === 'grant' : state.kind !== 'batch' || state.summary.products.some(({ change }) => change === 'grant');
  return text(grants ? 'grantLicenses' : 'recallLicenses');
}

/** Why it can't be done; what a code means depends on what was asked for. */
export function failureText(code: LicensingErrorCode, { kind }: BulkTask, text: BulkText): string {
  if (kind === 'undo' && code === 'rejected') return text('nothingToUndo');
  return text(kind === 'change' && code === 'not-found' ? 'selectionGone' : code);
}

/** Whom it is about, and since when they are fixed; or what the batch does. */
export function renderWho(state: DialogState, text: BulkText, times: Times): TemplateResult | typeof nothing {
  if (state.kind === 'undoing') return html`<p class="quiet">${text('undoWhat', byWhom(state.of, text, times))}</p>`;
  if (state.kind === 'batch') return html`<p class="quiet">${titleText(state.summary, text)}</p>`;
  if (state.kind !== 'choosing') return nothing;
  const { population: { selection, people }, unknown } = state;
  const who = people?.length === 1 ? isolate(people[0]!.name) : text('people', { count: selection.count });
  return html`<p class="quiet">${text('list', { first: who, rest: text('fixedAt', { time: times.moment(selection.at) }) })}</p>
    ${unknown.length ? html`<p class="warning">${unknownText(unknown, text)}</p>` : nothing}`;
}

/** What a batch came to, once it is over; while it goes on, its progress says so. */
export function renderOutcome(summary: BatchSummary, run: RunState | undefined, text: BulkText): TemplateResult | typeof nothing {
  if (run && run.phase !== 'ended') return nothing;
  return html`${run ? nothing : html`<p class="result"><strong>${resultLine(summary, text)}</strong></p>`}
    ${summary.drift ? html`<p class="warning result">${text('drift', { count: summary.drift })}</p>` : nothing}`;
}

function unknownText(ids: readonly string[], text: BulkText): string {
  const names = listNames(ids.slice(0, NAMED), text);
  const count = ids.length - NAMED;
  return text('unknownIds', { count: ids.length, ids: count > 0 ? text('andOthers', { names, count }) : names });
}
