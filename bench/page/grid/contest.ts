import { type Row, makeRows } from './data.ts';

/** What a grid is sorted by. */
export type SortField = 'name' | 'login' | 'started';

/** One way to make a grid. */
export interface Contestant {
  /** Shows rows of 32 px with nine columns and a check box, in a place of 1400 × 900. The array and the rows are its own from now on. */
  open(place: HTMLElement, rows: Row[]): void | Promise<void>;
  /** Ascending. */
  sort(id: SortField): void | Promise<void>;
  /** By part of the login; empty = all. */
  filter(text: string): void | Promise<void>;
  /** Rows become others of the same id; `at`: their places in the array given. */
  change(rows: readonly Row[], at: readonly number[]): void;
  selectAll(on: boolean): void | Promise<void>;
  selected(): number;
  close(): void;
}

/** The newest row of each place, as `change` was told. */
let rows: Row[] = [];
/** The same rows again, for the contestant to keep, and to change if that is its way. */
let given: Row[] = [];
let place: HTMLElement;
let contestant: Contestant;

export function enter(one: Contestant): void {
  contestant = one;
  Object.assign(window, { bench });
}

const frame = (): Promise<number> => new Promise(requestAnimationFrame);

/** After all that a frame runs, and its paint. */
function task(): Promise<unknown> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  });
}

/** Told apart by what a person would see: the logins at points down the place. */
function loginsInSight(step = 32): (string | null)[] {
  const { left, top, bottom } = place.getBoundingClientRect();
  const seen: (string | null)[] = [];
  for (let y = top + 120; y < bottom - 60; y += step) seen.push(loginAt(left + 110, y));
  return seen;
}

function loginAt(x: number, y: number): string | null {
  let [root, element]: [DocumentOrShadowRoot, Element | null] = [document, document.elementFromPoint(x, y)];
  while (element?.shadowRoot && element.shadowRoot !== root) {
    root = element.shadowRoot;
    element = root.elementFromPoint(x, y) ?? element;
  }
  const text = element?.textContent ?? '';
  return /^\s*[a-z]+\.[a-z]+\.[\d]+-\d+@example\.com\s*$/.test(text) ? text.trim() : null;
}

const rowOf = (login: string): Row => rows[Number(/-(\d+)@/.exec(login)![1])]!;

/** Until what is in sight is right, and one frame more. */
async function until(right: (inSight: Row[]) => boolean, what: string): Promise<void> {
  const end = performance.now() + 120_000;
  for (;;) {
    const logins = loginsInSight().filter((login) => login !== null);
    if (logins.length > 15 && right(logins.map(rowOf))) break;
    if (performance.now() > end) throw new Error(`${what}: not after two minutes; in sight: ${logins.slice(0, 3).join(', ')}`);
    await frame();
  }
  await frame();
}

/** The element that scrolls down, wherever it is. */
function scroller(): HTMLElement {
  let found = place;
  const look = (parent: ParentNode): void => {
    for (const element of parent.querySelectorAll<HTMLElement>('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      const { overflowY } = getComputedStyle(element);
      const scrolls = overflowY === 'auto' || overflowY === 'scroll';
      if (scrolls && element.scrollHeight - element.clientHeight > Math.max(found.scrollHeight - found.clientHeight, 2_000)) found = element;
    }
  };
  look(place);
  return found;
}

const bench = {
  prepare(count: number): void {
    rows = makeRows(count);
    given = makeRows(count);
    place = document.createElement('div');
    place.style.cssText = 'position: absolute; inset: 0 auto auto 0; inline-size: 1400px; block-size: 900px';
    document.body.style.margin = '0';
    document.body.append(place);
  },

  /** Milliseconds until the first rows can be seen. */
  async open(): Promise<number> {
    const start = performance.now();
    await contestant.open(place, given);
    given = [];
    await until(() => true, 'open');
    return performance.now() - start;
  },

  /** Finds out beforehand what a sort leads to, so that it does not count. */
  expect: (id: SortField): void => void least(id),

  async sort(id: SortField): Promise<void> {
    await contestant.sort(id);
    // Grids compare digits one by one, or as numbers: which login is first, depends; whose it is, does not.
    const owner = (value: string): string => value.split('.', 2).join('.');
    const first = least(id);
    await until((seen) => seen.every((row, at) => (id === 'started' ? at === 0 || row.started >= seen[at - 1]!.started : owner(row[id]) === owner(first))), `sort by ${id}`);
  },

  async filter(text: string): Promise<void> {
    await contestant.filter(text);
    await until((seen) => (text ? seen.every(({ login }) => login.includes(text)) : seen.some(({ login }) => !login.includes('petrenko'))), `filter ${text}`);
  },

  /** Scrolls at 20,000 px/s, between two frames, as a wheel does. `watch`: counts frames painted with a blank row, which costs time of its own. */
  async scroll(seconds: number, watch: boolean): Promise<{ frames: number; blank: number }> {
    const element = scroller();
    element.scrollTop = 0;
    await frame();
    const start = performance.now();
    let [frames, blank, last] = [0, 0, start];
    for (let now = start; now - start < seconds * 1000; frames++) {
      now = await frame();
      await task();
      if (watch && frames > 0 && loginsInSight(64).includes(null)) blank++;
      element.scrollTop += (20_000 * (now - last)) / 1000;
      last = now;
    }
    if (element.scrollTop < seconds * 10_000) throw new Error(`scrolled only ${element.scrollTop} px`);
    return { frames, blank };
  },

  /** 1,000 changes a second, a share with each frame, all over the rows and now and then in sight. */
  async live(seconds: number): Promise<number> {
    const start = performance.now();
    let changed = 0;
    for (let now = start; now - start < seconds * 1000; ) {
      now = await frame();
      const due = Math.min(Math.floor(now - start), seconds * 1000) - changed;
      if (due <= 0) continue;
      const at = Array.from({ length: due }, (_, more) => (changed + more) % 20 === 0 ? (changed / 20) % 20 | 0 : ((changed + more) * 7_919) % rows.length);
      const unique = [...new Set(at)];
      const others = unique.map((place) => ({ ...rows[place]!, idle: (rows[place]!.idle + 1) % 240, requests: rows[place]!.requests + 1 }));
      unique.forEach((place, index) => (rows[place] = others[index]!));
      contestant.change(others, unique);
      changed += due;
    }
    await frame();
    return changed;
  },

  async selectAll(on: boolean): Promise<void> {
    await contestant.selectAll(on);
    await frame();
    await frame();
    const count = contestant.selected();
    if (count !== (on ? rows.length : 0)) throw new Error(`${count} selected`);
  },

  /** Whether the last row can be scrolled to; nothing is sorted yet. */
  async last(): Promise<boolean> {
    const element = scroller();
    const wanted = rows.at(-1)!.login;
    const { left, bottom } = place.getBoundingClientRect();
    let found = false;
    for (let time = 0; time < 60 && !found; time++) {
      element.scrollTop = element.scrollHeight;
      await frame();
      for (let y = bottom - 4; y > bottom - 100; y -= 4) found ||= loginAt(left + 110, y) === wanted;
    }
    // Who guesses heights needs a few frames for the way back.
    for (let time = 0; time < 10; time++) {
      element.scrollTop = 0;
      await frame();
    }
    return found;
  },

  close(): void {
    contestant.close();
    place.remove();
    place = document.createElement('div');
  },

};

const leasts = new Map<SortField, string>();

/** The first value of all. */
function least(id: SortField): string {
  let found = leasts.get(id);
  if (found === undefined) {
    const { compare } = new Intl.Collator('en');
    const values = rows.map((row) => String(row[id]));
    found = values.reduce((least, value) => (value !== least && compare(value, least) < 0 ? value : least));
    leasts.set(id, found);
  }
  return found;
}
