import { expect, fixture, html } from '@open-wc/testing';
import { moveFocus, shortcut } from '../../../src/features/licenses-tab/keyboard.ts';

/** What a key pressed on an element is read as. */
function press(init: KeyboardEventInit, target: EventTarget = document.body): string | null {
  let read: string | null = null;
  const listener = (event: Event): void => void (read = shortcut(event as KeyboardEvent));
  document.addEventListener('keydown', listener);
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init }));
  document.removeEventListener('keydown', listener);
  return read;
}

const cases: [name: string, init: KeyboardEventInit, expected: string | null][] = [
  ['Ctrl+S', { key: 's', code: 'KeyS', ctrlKey: true }, 'save'],
  ['⌘+S', { key: 's', code: 'KeyS', metaKey: true }, 'save'],
  ['Ctrl+S on a Ukrainian keyboard', { key: 'і', code: 'KeyS', ctrlKey: true }, 'save'],
  ['Ctrl+O on a Dvorak keyboard', { key: 'o', code: 'KeyS', ctrlKey: true }, null],
  ['Ctrl+Shift+S', { key: 'S', code: 'KeyS', ctrlKey: true, shiftKey: true }, null],
  ['Ctrl+Alt+S', { key: 's', code: 'KeyS', ctrlKey: true, altKey: true }, null],
  ['S', { key: 's', code: 'KeyS' }, null],
  ['/', { key: '/' }, 'filter'],
  ['/ by Shift, as on a German keyboard', { key: '/', code: 'Digit7', shiftKey: true }, 'filter'],
  ['Ctrl+/', { key: '/', ctrlKey: true }, null],
  ['Esc', { key: 'Escape' }, 'escape'],
  ['↑', { key: 'ArrowUp' }, 'up'],
  ['↓', { key: 'ArrowDown' }, 'down'],
];
for (const [name, init, expected] of cases) {
  it(`BX-15 ${name} means ${expected ?? 'nothing to us'}`, () => expect(press(init)).to.equal(expected));
}

it('what is typed into a field stays there; saving works from it', async () => {
  for (const field of ['input', 'textarea', 'select']) {
    const target = await fixture(`<${field}></${field}>`);
    expect(press({ key: '/' }, target), field).to.equal(null);
    expect(press({ key: 'ArrowDown' }, target), field).to.equal(null);
    expect(press({ key: 's', ctrlKey: true }, target), field).to.equal('save');
  }
  expect(press({ key: '/' }, await fixture('<input type="checkbox">'))).to.equal('filter');
});

it('BX-15 arrows go from check box to check box, past hidden and disabled ones, and stop at the ends', async () => {
  const table = await fixture(html`<div>
    <div class="row"><input type="checkbox" id="a" /></div>
    <div class="row" hidden><input type="checkbox" /></div>
    <div class="row"><input type="checkbox" disabled /></div>
    <div class="row"><input type="checkbox" id="b" /></div>
  </div>`);
  table.addEventListener('keydown', (event) => moveFocus(event as KeyboardEvent, table));
  const focused: string[] = [];
  table.querySelector<HTMLElement>('#a')!.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp']) {
    document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    focused.push(document.activeElement!.id);
  }
  expect(focused).to.deep.equal(['b', 'b', 'a', 'a']);
});
