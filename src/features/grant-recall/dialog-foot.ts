import { type TemplateResult, html, nothing } from 'lit';
import type { Choosing, DialogState, Undoing } from './dialog.state.ts';
import type { RunState } from './grant-recall.state.ts';
import { canGoOn } from './grant-recall.store.ts';
import { changesOf, sumEffects } from './plan/local-plan.ts';
import type { BulkText } from './words.ts';

export interface FootOptions {
  readonly text: BulkText;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Where one goes from here; what can't be done says why. */
export function renderFoot(state: DialogState, run: RunState | undefined, options: FootOptions): TemplateResult {
  const { text, onBack, onNext, onClose } = options;
  const leave = (label: string): TemplateResult => html`<button class="end" @click=${onClose}>${label}</button>`;
  switch (state.kind) {
    case 'choosing':
      if (state.step === 'plan') {
        return html`${renderHint(state, text)}${leave(text('cancel'))}<button ?hidden=${isSending(state)} @click=${onBack}>${text('back')}</button>${renderConfirm(state, options)}`;
      }
      return html`<span class="quiet" id="why">${text(canGoOn(state) ? 'nothingSent' : state.choices.size ? 'replacementMissing' : 'tickFirst')}</span>
        ${leave(text('cancel'))}<button class="primary" aria-disabled=${canGoOn(state) ? nothing : 'true'} aria-describedby="why" @click=${onNext}>${text('next')}</button>`;
    case 'undoing':
      return html`${renderHint(state, text)}${leave(text('cancel'))}${renderConfirm(state, options)}`;
    case 'batch':
      return run && isUnderWay(run) ? html`` : leave(text('close'));
    case 'loading':
    case 'failed':
    case 'absent':
    case 'read-only':
      return leave(text(state.kind === 'loading' ? 'cancel' : 'close'));
  }
}

function renderHint(state: Choosing | Undoing, text: BulkText): TemplateResult {
  return html`<span class="quiet" role="status">${text(isSending(state) ? 'sending' : 'nothingSent')}</span>`;
}

/** Says what exactly it will do. */
function renderConfirm(state: Choosing | Undoing, { text, onConfirm }: FootOptions): TemplateResult {
  const { grants, recalls } = changesOf(sumEffects(state.preview?.plan.products ?? []));
  const what = grants && recalls ? 'both' : grants ? 'grant' : recalls ? 'recall' : 'none';
  const can = what !== 'none' && !state.stale && !isSending(state);
  return html`<button class="primary" aria-disabled=${can ? nothing : 'true'} @click=${() => can && onConfirm()}>
    ${state.stale || !state.preview ? text('planning') : text(`confirm-${what}`, { grants, recalls })}
  </button>`;
}

function isSending({ sending }: Choosing | Undoing): boolean {
  return sending !== null && sending.kind !== 'refused';
}

/** Leaving would stop it. */
export function isUnderWay({ phase }: Pick<RunState, 'phase'>): boolean {
  return phase === 'settling' || phase === 'running' || phase === 'pausing' || phase === 'stopping';
}
