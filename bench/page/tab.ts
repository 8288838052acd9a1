import { userWith } from '../companies.ts';
import { bareTable } from './bare-table.ts';
import { type Plugin, services, tabWithRows } from './host.ts';

/** How often a sample does the thing: one alone is too short for a browser's clock. */
const TIMES = 20;

/** What an administrator works with, in whichever of the two. */
interface Screen {
  readonly place: HTMLElement;
  readonly search: HTMLInputElement;
  /** Head of the product column. */
  readonly head: HTMLElement;
  /** A product's check box. */
  box(name: string): HTMLInputElement;
  shown(): number;
}

const screens: Record<string, Screen> = {};

function screenIn(place: HTMLElement, root: ParentNode, head: string): Screen {
  return {
    place,
    search: root.querySelector<HTMLInputElement>('[type=search]')!,
    head: root.querySelector<HTMLElement>(head)!,
    box: (name) => root.querySelector<HTMLInputElement>(`[type=checkbox][aria-label="${name}"]`)!,
    shown: () => [...root.querySelectorAll<HTMLElement>('.row')].filter((row) => !row.hidden).length,
  };
}

/** Puts both into the page; only the one at work is shown. */
async function open(products: number): Promise<void> {
  const [ours, bare] = [document.createElement('div'), document.createElement('div')];
  document.body.append(ours, bare);
  bareTable(bare, userWith(products).licenses);
  const { mount } = (await import(/* @vite-ignore */ `${location.origin}/plugin/plugin.js`)) as Plugin;
  mount(ours, services);
  const tab = await tabWithRows(ours);
  screens['ours'] = screenIn(ours, tab.shadowRoot!, '[role=columnheader] button');
  screens['bare'] = screenIn(bare, bare, 'button');
}

/** Each does something, and answers how many rows it must leave on screen. */
const acts: Readonly<Record<string, (screen: Screen, time: number, products: number) => number>> = {
  tick({ box }, time, products) {
    box(`Product ${time % 2}`).click();
    return products;
  },
  filter({ search }, time, products) {
    search.value = time % 2 ? '' : 'product 1';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    return time % 2 ? products : Array.from({ length: products }, (_, at) => String(at)).filter((digits) => digits.startsWith('1')).length;
  },
  sort({ head }, _, products) {
    head.click();
    return products;
  },
};

/** Milliseconds that one act takes, from the event until everything is laid out anew; painting is the browser's. */
async function act(name: string, which: string, products: number): Promise<number> {
  for (const [id, { place }] of Object.entries(screens)) place.hidden = id !== which;
  const screen = screens[which]!;
  screen.place.getBoundingClientRect();
  let spent = 0;
  for (let time = 0; time < TIMES; time++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    const expected = acts[name]!(screen, time, products);
    // Whoever renders in a microtask has done so when a task of its own begins.
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
    screen.place.getBoundingClientRect();
    spent += performance.now() - start;
    if (screen.shown() !== expected) throw new Error(`${which}, ${name}: ${screen.shown()} rows instead of ${expected}`);
  }
  return spent / TIMES;
}

Object.assign(window, {
  bench: { open, act, nodes: (which: string) => count(screens[which]!.place) },
});

/** Nodes in a tree, shadow roots included. */
function count(node: Node): number {
  const children = [...((node as Element).shadowRoot?.childNodes ?? []), ...node.childNodes];
  return children.reduce((sum, child) => sum + count(child), 1);
}
