import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Command, readKey } from '../../../src/ui/data-grid/keyboard.ts';

const read = (keys: string, rtl = false): Command | null => {
  const held = keys.split('+');
  const key = held.pop()!;
  const event = { key, code: '', ctrlKey: held.includes('Ctrl'), metaKey: held.includes('Meta'), altKey: held.includes('Alt'), shiftKey: held.includes('Shift') };
  return readKey(event as KeyboardEvent, rtl, 10);
};
const move = (rows: number, cells: number): Command => ({ kind: 'move', rows, cells });

describe('BX-15 keys of a grid', () => {
  const table: [keys: string, command: Command | null][] = [
    ['ArrowUp', move(-1, 0)],
    ['ArrowDown', move(1, 0)],
    ['Shift+ArrowDown', move(1, 0)],
    ['ArrowRight', move(0, 1)],
    ['ArrowLeft', move(0, -1)],
    ['Ctrl+ArrowDown', move(Infinity, 0)],
    ['Home', move(0, -Infinity)],
    ['End', move(0, Infinity)],
    ['Ctrl+Home', move(-Infinity, -Infinity)],
    ['Ctrl+End', move(Infinity, Infinity)],
    ['PageUp', move(-10, 0)],
    ['PageDown', move(10, 0)],
    [' ', { kind: 'select' }],
    ['Ctrl+a', { kind: 'selectAll' }],
    ['Meta+a', { kind: 'selectAll' }],
    ['Escape', { kind: 'clear' }],
    ['/', { kind: 'search' }],
    ['Enter', { kind: 'open' }],
    ['F2', { kind: 'enter' }],
    ['Alt+ArrowDown', { kind: 'menu' }],
    ['ContextMenu', { kind: 'menu' }],
    ['k', { kind: 'type', character: 'k' }],
    ['Ш', { kind: 'type', character: 'Ш' }],
    ['Ctrl+c', null],
    ['Ctrl+f', null],
    ['Alt+ArrowLeft', null],
    ['Tab', null],
    ['F5', null],
    ['Dead', null],
  ];
  for (const [keys, command] of table) test(`${keys} → ${command ? JSON.stringify(command) : 'not for us'}`, () => assert.deepEqual(read(keys), command));

  test('right to left, the arrows go where they point', () => {
    assert.deepEqual(read('ArrowLeft', true), move(0, 1));
    assert.deepEqual(read('ArrowRight', true), move(0, -1));
    assert.deepEqual(read('Ctrl+ArrowLeft', true), move(0, Infinity));
  });

  test('Ctrl+A is where it is on a keyboard without Latin letters', () => {
    const event = { key: 'ф', code: 'KeyA', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };
    assert.deepEqual(readKey(event as KeyboardEvent, false, 10), { kind: 'selectAll' });
  });
});
