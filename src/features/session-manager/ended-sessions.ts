import { LitElement, type PropertyValues, type TemplateResult, css, html, nothing } from 'lit';
import '../../ui/data-grid/data-grid.ts';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { SessionCapabilities } from '../../licensing/session-gateway.ts';
import type { EndedSession } from '../../licensing/session.ts';
import { asLicensingError } from '../../licensing/trouble.ts';
import type { Column } from '../../ui/data-grid/column.ts';
import type { DataGrid } from '../../ui/data-grid/data-grid.ts';
import type { ViewChangeEvent } from '../../ui/data-grid/events.ts';
import type { GridView } from '../../ui/data-grid/grid-view.ts';
import { PagedRows } from '../../ui/data-grid/paged-rows.ts';
import { download } from '../../ui/download.ts';
import { define } from '../../ui/element.ts';
import { give } from '../../ui/give.ts';
import { notice } from '../../ui/load-state.ts';
import { tokens } from '../../ui/tokens.styles.ts';
import type { ViewContext } from '../../ui/view-context.ts';
import { view } from '../../ui/view.styles.ts';
import { wear } from '../../ui/wear.ts';
import { endedColumns } from './ended-columns.ts';
import { type EndedCsvColumn, endedCsv } from './ended-csv.ts';
import type { ClientNames } from './session-columns.ts';
import type { SessionManagerVerbs } from './session-manager.verbs.ts';
import type { SessionText } from './words.ts';

const given = { attribute: false };

const lastFirst: GridView = {
  sort: [{ column: 'endedAt', descending: true }], search: '', filters: {}, group: null, columns: [], hidden: [], widths: {},
};

const styles = css`
  lic-data-grid {
    block-size: max(24em, 100dvh - 22em);
  }
  .tools {
    padding: 0;
  }
`;

/** What an export has come to. */
type Export = { readonly kind: 'running'; readonly done: number } | { readonly kind: 'done'; readonly count: number } | { readonly kind: 'failed'; readonly code: LicensingErrorCode };

/** @summary The sessions there were: when, how, by whom and why each ended; and all of them as a file. */
export class EndedSessions extends LitElement {
  static override readonly styles = [tokens, view, styles];
  static override readonly properties = { store: given, capabilities: given, clients: given, context: given, text: given, export: { state: true } };

  declare store: Pick<SessionManagerVerbs, 'ended'>;
  declare capabilities: SessionCapabilities;
  declare clients: ClientNames;
  declare context: ViewContext;
  declare text: SessionText;
  declare export: Export | undefined;

  #rows: PagedRows<EndedSession> | undefined;
  #columns: readonly Column<EndedSession>[] = [];
  #view = lastFirst;
  #exporting = new AbortController();

  /** Reads the list anew. */
  refresh(): void {
    void this.#rows?.reload();
  }

  #start(): void {
    this.#rows?.stop();
    this.#rows = new PagedRows<EndedSession>({
      idOf: ({ id }) => id,
      fetchPage: ({ order, cursor, limit, signal }) => this.store.ended({ ...queryOf(order), cursor, limit }, signal),
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved, it was away for a moment, and its requests ended.
    if (this.hasUpdated) this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#exporting.abort();
    this.#rows?.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { text, clients, capabilities, context } = this;
    wear(this, context);
    if (changed.has('store')) this.#start();
    if (['text', 'clients', 'capabilities', 'context'].some((name) => changed.has(name))) this.#columns = endedColumns({ text, clients, capabilities, context });
  }

  protected override render(): unknown {
    const { text, context } = this;
    const { locale, timeZone, direction, theme } = context;
    return html`${this.export?.kind === 'failed' ? notice(text(this.export.code), { label: text('retry'), act: () => void this.#onExport() }) : nothing}
      <lic-data-grid
        ${give<DataGrid<EndedSession>>({
          rows: this.#rows!, locale, timeZone, direction, theme, text, rowLabel,
          columns: this.#columns,
          view: lastFirst,
          label: text('endedTab'),
          emptyText: text('emptyEnded'),
        })}
        @view-change=${this.#onView}
      >
        <div slot="toolbar" class="bar tools">${this.#renderExport()}</div>
      </lic-data-grid>`;
  }

  #renderExport(): TemplateResult {
    const { text, export: state } = this;
    const running = state?.kind === 'running';
    return html`<button @click=${running ? this.#onCancel : this.#onExport}>${text(running ? 'cancel' : 'export')}</button>
      ${running ? html`<span class="quiet">${text('exporting', { done: state.done })}</span>` : nothing}
      <span class="quiet" role="status">${state?.kind === 'done' ? text('exported', { count: state.count }) : ''}</span>`;
  }

  readonly #onView = ({ view }: ViewChangeEvent): void => {
    this.#view = view;
  };

  readonly #onCancel = (): void => {
    this.#exporting.abort();
    this.export = undefined;
  };

  /** All that match, wherever they are, as they are sorted here. */
  readonly #onExport = async (): Promise<void> => {
    const { text, clients, store, context, capabilities } = this;
    const { signal } = (this.#exporting = new AbortController());
    const query = queryOf(this.#view);
    this.export = { kind: 'running', done: 0 };
    try {
      const { parts, count } = await endedCsv({
        page: (page) => store.ended({ ...query, ...page }, signal),
        heads: headsOf(text, capabilities),
        kind: (kind) => text(`kind-${kind}`),
        method: (method) => text(`method-${method}`),
        browser: (agent) => clients.browser(agent),
        system: (agent) => clients.system(agent),
        progress: (done) => (this.export = { kind: 'running', done }),
        signal,
      });
      download(parts, `sessions-ended-${dayOf(context)}.csv`, this.renderRoot as ShadowRoot);
      this.export = { kind: 'done', count };
    } catch (error) {
      if (!signal.aborted) this.export = { kind: 'failed', code: asLicensingError(error).code };
    }
  };
}

function queryOf({ search, sort }: Pick<GridView, 'search' | 'sort'>) {
  return { search, sort: sort[0]?.descending === false ? 'ended' : '-ended' } as const;
}

/** Of what the host can fill. */
function headsOf(text: SessionText, { activity, reasons }: SessionCapabilities): readonly (readonly [EndedCsvColumn, string])[] {
  const heads = ['user', 'login', 'kind', 'browser', 'system', 'address', 'started', ...(activity ? ['lastRequest' as const] : []), 'endedAt', 'how', ...(reasons ? ['endedBy' as const, 'why' as const] : [])] as const;
  return heads.map((head) => [head, text(head)]);
}

/** Today, such as `2026-11-21`, where the administrator is. */
function dayOf({ timeZone, now }: ViewContext): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now());
}

const rowLabel = ({ userName }: EndedSession): string => userName;

define('lic-ended-sessions', EndedSessions);

declare global {
  interface HTMLElementTagNameMap {
    'lic-ended-sessions': EndedSessions;
  }
}
