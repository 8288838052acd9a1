import '@lit-labs/virtualizer';
import { html, render } from 'lit';
import { enter } from './contest.ts';
import { type Row, fields } from './data.ts';

/** A list that draws what is in sight; order, filter and selection are the application's: the same as by hand. */
let all: Row[];
let shown: Row[];
let order: Row[];
let host: HTMLElement;
const places = new Map<string, number>();
const picked = new Set<string>();
let waiting = false;

const line = (row: Row) => html`<div role="row" style="display: flex; block-size: 32px; line-height: 32px; inline-size: 100%">
  <div role="gridcell" style="inline-size: 48px"><input type="checkbox" aria-label=${row.login} .checked=${picked.has(row.id)} /></div>
  ${fields.map(({ text, width }) => html`<div role="gridcell" style="inline-size: ${width}px; overflow: hidden; white-space: nowrap">${text(row)}</div>`)}
</div>`;

function draw(): void {
  waiting = false;
  render(
    html`<div role="grid" aria-label="Sessions">
      <div role="rowgroup"><div role="row" style="display: flex; block-size: 32px; padding-inline-start: 48px">${fields.map(({ label, width }) => html`<div role="columnheader" style="inline-size: ${width}px">${label}</div>`)}</div></div>
      <lit-virtualizer scroller role="rowgroup" tabindex="0" style="block-size: 868px" .items=${shown} .renderItem=${(row: Row) => line(row)}></lit-virtualizer>
    </div>`,
    host,
  );
}

function drawSoon(): void {
  if (!waiting) requestAnimationFrame(draw);
  waiting = true;
}

enter({
  open(place, rows) {
    host = place;
    all = rows;
    order = shown = all;
    draw();
  },
  sort(id) {
    places.clear();
    const { compare } = new Intl.Collator('en', { numeric: true });
    const distinct = id === 'started' ? [] : [...new Set(all.map((row) => String(row[id])))];
    if (distinct.length === 0 || distinct.length > 10_000) order = all.slice().sort((a, b) => (a[id] < b[id] ? -1 : Number(a[id] > b[id])));
    else {
      const ranks = new Map(distinct.sort(compare).map((value, rank) => [value, rank]));
      order = all.slice().sort((a, b) => ranks.get(String(a[id]))! - ranks.get(String(b[id]))!);
    }
    shown = order;
    drawSoon();
  },
  filter(text) {
    places.clear();
    const lower = order.map(({ login }) => login.toLowerCase());
    shown = text ? order.filter((_, at) => lower[at]!.includes(text)) : order;
    drawSoon();
  },
  change(rows, at) {
    if (places.size === 0) shown.forEach(({ id }, place) => places.set(id, place));
    rows.forEach((row, index) => {
      all[at[index]!] = row;
      const place = places.get(row.id);
      if (place !== undefined) shown[place] = row;
    });
    shown = shown.slice();
    drawSoon();
  },
  selectAll(on) {
    picked.clear();
    if (on) for (const { id } of all) picked.add(id);
    shown = shown.slice();
    drawSoon();
  },
  selected: () => picked.size,
  close() {
    render(null, host);
  },
});
