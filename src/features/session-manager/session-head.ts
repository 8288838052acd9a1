import { type TemplateResult, html, nothing } from 'lit';
import type { SessionKind } from '../../licensing/session.ts';
import type { Text } from '../../text/messages.ts';
import type { SessionManagerKey } from '../../text/session-manager/en.ts';
import type { Ready } from './session-manager.state.ts';
import { renderSparkline } from './sparkline.ts';

const kinds: readonly SessionKind[] = ['web', 'api', 'mobile'];

/** What the head needs beside the state. */
export interface HeadView {
  readonly text: Text<SessionManagerKey>;
  /** An instant's time of day. */
  readonly time: (at: number) => string;
  readonly onPause: () => void;
}

/** How many sessions there are, of which kinds, how many there have been, and whether what is below follows along. */
export function renderHead({ summary, paused, waiting, loading }: Ready, { text, time, onPause }: HeadView): TemplateResult {
  const { counts, trend, peak, asOf } = summary;
  const all = kinds.reduce((sum, kind) => sum + counts[kind], 0);
  return html`<div class="bar head">
    <div>
      <p class="count">${text('active', { count: all })}</p>
      <ul class="kinds">
        ${kinds.map((kind) => html`<li>${text(`count-${kind}`, { count: counts[kind] })}</li>`)}
      </ul>
    </div>
    ${peak
      ? html`<div class="trend">
          ${renderSparkline([...trend, { at: asOf, count: all }], text('trend'))}
          <p class="quiet">${text('peak', { peak: Math.max(peak.count, all), time: time(peak.count < all ? asOf : peak.at), now: all })}</p>
        </div>`
      : nothing}
    ${loading ? html`<p class="quiet">${text('loaded', loading)}</p>` : nothing}
    <div class="bar end">
      ${paused ? html`<p class="quiet">${text('waiting', { count: waiting })}</p>` : nothing}
      <button @click=${onPause}>${text(paused ? 'resume' : 'pause')}</button>
    </div>
  </div>`;
}
