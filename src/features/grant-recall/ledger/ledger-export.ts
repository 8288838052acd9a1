import { type LitElement, type TemplateResult, html, nothing } from 'lit';
import type { LedgerRow, ListPage } from '../../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../../licensing/errors.ts';
import { asLicensingError } from '../../../licensing/trouble.ts';
import { download } from '../../../ui/download.ts';
import { notice } from '../../../ui/load-state.ts';
import type { BulkText } from '../words.ts';
import { type LedgerCsvOptions, ledgerCsv } from './ledger-csv.ts';

export interface ExportJob extends Pick<LedgerCsvOptions, 'columns' | 'locale'> {
  page(cursor: string | null, limit: number, signal: AbortSignal): Promise<ListPage<LedgerRow>>;
  /** Of the file. */
  readonly name: string;
}

type Export =
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly count: number }
  | { readonly kind: 'failed'; readonly code: LicensingErrorCode };

/** An export under way, and what it came to. */
export class LedgerExport {
  #state: Export | undefined;
  #running = new AbortController();

  /** @param job what is to be exported now */
  constructor(
    private readonly host: LitElement,
    private readonly job: () => ExportJob,
  ) {}

  readonly cancel = (): void => {
    this.#running.abort();
    this.#show(undefined);
  };

  render(text: BulkText): TemplateResult {
    const state = this.#state;
    const running = state?.kind === 'running';
    return html`<button @click=${running ? this.cancel : this.#start}>${text(running ? 'cancel' : 'exportCsv')}</button>
      ${running ? html`<span class="quiet">${text('exporting', { done: state.done, total: state.total })}</span>` : nothing}
      <span class="quiet" role="status">${state?.kind === 'done' ? text('exported', { count: state.count }) : ''}</span>`;
  }

  renderTrouble(text: BulkText): unknown {
    return this.#state?.kind === 'failed' ? notice(text(this.#state.code), { label: text('retry'), act: () => void this.#start() }) : nothing;
  }

  readonly #start = async (): Promise<void> => {
    const { columns, locale, name, page } = this.job();
    const { signal } = (this.#running = new AbortController());
    this.#show({ kind: 'running', done: 0, total: 0 });
    try {
      const { parts, count } = await ledgerCsv({
        columns, locale, signal,
        page: (cursor, limit) => page(cursor, limit, signal),
        progress: (done, total) => this.#show({ kind: 'running', done, total }),
      });
      download(parts, name, this.host.renderRoot as ShadowRoot);
      this.#show({ kind: 'done', count });
    } catch (error) {
      if (!signal.aborted) this.#show({ kind: 'failed', code: asLicensingError(error).code });
    }
  };

  #show(state: Export | undefined): void {
    this.#state = state;
    this.host.requestUpdate();
  }
}
