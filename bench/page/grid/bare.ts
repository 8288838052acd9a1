import { enter } from './contest.ts';
import { type Row, fields } from './data.ts';

const HEIGHT = 32;
/** Browsers make no element taller than about twice this. */
const TALLEST = 8_000_000;

/**
 * What somebody would write by hand who wants nothing but speed: as many row elements as fit, an array of numbers for the
 * order, a bit for each selected row. No keys, no columns to move, nothing for a screen reader but roles.
 */
let rows: Row[];
let order: Uint32Array;
let shown: Uint32Array;
let lower: string[] | undefined;
let picked: Uint8Array;
let count = 0;
const lines: { readonly line: HTMLElement; readonly box: HTMLInputElement; readonly cells: HTMLElement[]; row: Row | null; picked: boolean }[] = [];
let scroller = document.createElement('div');
let body = document.createElement('div');
let waiting = false;

function draw(): void {
  waiting = false;
  const end = shown.length * HEIGHT - scroller.clientHeight;
  const share = body.offsetHeight > scroller.clientHeight ? scroller.scrollTop / (body.offsetHeight - scroller.clientHeight) : 0;
  const top = shown.length * HEIGHT > TALLEST ? share * end : scroller.scrollTop;
  const first = Math.floor(top / HEIGHT);
  for (let place = first; place < first + lines.length; place++) {
    const one = lines[place % lines.length]!;
    const at = shown[place];
    one.line.hidden = at === undefined;
    if (at === undefined) continue;
    one.line.style.transform = `translateY(${scroller.scrollTop + place * HEIGHT - top}px)`;
    const row = rows[at]!;
    if (one.row !== row) {
      one.row = row;
      fields.forEach(({ text }, cell) => {
        const now = text(row);
        const element = one.cells[cell]!;
        if (element.textContent !== now) element.textContent = now;
      });
      one.box.ariaLabel = row.login;
    }
    if (one.box.checked !== (picked[at] === 1)) one.box.checked = picked[at] === 1;
  }
}

function drawSoon(): void {
  if (!waiting) requestAnimationFrame(draw);
  waiting = true;
}

function resize(): void {
  body.style.blockSize = `${Math.min(shown.length * HEIGHT, TALLEST)}px`;
  drawSoon();
}

enter({
  open(place, all) {
    rows = all;
    order = Uint32Array.from(rows.keys());
    shown = order;
    picked = new Uint8Array(rows.length);
    const head = document.createElement('div');
    head.setAttribute('role', 'row');
    head.style.cssText = 'display: flex; block-size: 32px; padding-inline-start: 48px';
    for (const { label, width } of fields) {
      const cell = document.createElement('div');
      cell.setAttribute('role', 'columnheader');
      cell.textContent = label;
      cell.style.inlineSize = `${width}px`;
      head.append(cell);
    }
    place.setAttribute('role', 'grid');
    place.ariaLabel = 'Sessions';
    scroller.style.cssText = 'overflow: auto; block-size: 868px; contain: strict';
    scroller.tabIndex = 0;
    scroller.setAttribute('role', 'rowgroup');
    body.style.position = 'relative';
    body.setAttribute('role', 'presentation');
    scroller.append(body);
    const group = document.createElement('div');
    group.setAttribute('role', 'rowgroup');
    group.append(head);
    place.append(group, scroller);
    for (let at = 0; at < Math.ceil(868 / HEIGHT) + 1; at++) {
      const line = document.createElement('div');
      line.setAttribute('role', 'row');
      line.style.cssText = 'position: absolute; display: flex; inline-size: 100%; block-size: 32px; line-height: 32px; contain: strict; will-change: transform';
      const first = document.createElement('div');
      first.setAttribute('role', 'gridcell');
      first.style.inlineSize = '48px';
      const box = document.createElement('input');
      box.type = 'checkbox';
      first.append(box);
      const cells = fields.map(({ width }) => {
        const cell = document.createElement('div');
        cell.setAttribute('role', 'gridcell');
        cell.style.cssText = `inline-size: ${width}px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis`;
        return cell;
      });
      line.append(first, ...cells);
      lines.push({ line, box, cells, row: null, picked: false });
    }
    body.append(...lines.map(({ line }) => line));
    scroller.addEventListener('scroll', drawSoon, { passive: true });
    resize();
  },
  sort(id) {
    if (id === 'started') {
      order = Uint32Array.from(rows.keys()).sort((a, b) => rows[a]!.started - rows[b]!.started);
      shown = order;
      resize();
      return;
    }
    const values = rows.map((row) => row[id]);
    const distinct = new Map<string, number>();
    for (const value of values) {
      distinct.set(value, 0);
      if (distinct.size > 10_000) break;
    }
    order = Uint32Array.from(rows.keys());
    if (distinct.size <= 10_000) {
      const { compare } = new Intl.Collator('en', { numeric: true });
      [...distinct.keys()].sort(compare).forEach((value, rank) => distinct.set(value, rank));
      const ranks = Uint32Array.from(values, (value) => distinct.get(value)!);
      order.sort((a, b) => ranks[a]! - ranks[b]!);
    } else {
      // As plain text: logins are ASCII in lower case, so nobody sees the difference but for numbers.
      order.sort((a, b) => values[a]! < values[b]! ? -1 : Number(values[a]! > values[b]!));
    }
    shown = order;
    scroller.scrollTop = 0;
    resize();
  },
  filter(text) {
    lower ??= rows.map(({ login }) => login.toLowerCase());
    shown = text ? order.filter((at) => lower![at]!.includes(text)) : order;
    scroller.scrollTop = 0;
    resize();
  },
  change(changed, at) {
    at.forEach((place, index) => (rows[place] = changed[index]!));
    drawSoon();
  },
  selectAll(on) {
    picked.fill(on ? 1 : 0);
    count = on ? rows.length : 0;
    drawSoon();
  },
  selected: () => count,
  close() {
    scroller = document.createElement('div');
    body = document.createElement('div');
    lines.length = 0;
  },
});
