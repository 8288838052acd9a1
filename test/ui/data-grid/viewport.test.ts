import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Viewport } from '../../../src/ui/data-grid/viewport.ts';

/** A scroll bar as a browser has it: ends at the body's height, and rounds. */
class Bar {
  readonly viewport = new Viewport();
  at = 0;

  constructor(count: number, rowHeight = 32, height = 640) {
    this.put(this.viewport.resize({ count, rowHeight, height }));
  }

  put(bar: number | undefined): void {
    if (bar !== undefined) this.at = Math.round(Math.max(0, Math.min(bar, this.viewport.tall - this.viewport.height)));
  }

  scroll(by: number): void {
    this.at = Math.max(0, Math.min(this.at + by, this.viewport.tall - this.viewport.height));
    this.put(this.viewport.scrolled(this.at));
  }

  rest(): void {
    this.put(this.viewport.settle());
  }

  /** Where a row is on screen. */
  y(position: number): number {
    return this.viewport.place(position) - this.at;
  }
}

describe('QT-6 as many rows as fit into an element', () => {
  test('a pixel scrolled is a pixel moved', () => {
    const bar = new Bar(100_000);
    bar.scroll(1_000_000);
    assert.equal(bar.viewport.first, 31_250);
    assert.equal(bar.y(31_250), 0);
  });

  test('the last row ends at the lower edge', () => {
    const bar = new Bar(100_000);
    bar.scroll(Infinity);
    assert.equal(bar.y(99_999), 640 - 32);
  });
});

describe('QT-6 a million rows, taller than an element can be', () => {
  test('the body stays lower than any browser cuts it', () => {
    assert.ok(new Bar(1_000_000).viewport.tall <= 8_388_607);
    assert.ok(new Bar(1_000_000_000).viewport.tall <= 8_388_607);
  });

  test('the thumb drawn to an end shows the last row, exactly, and the first', () => {
    const bar = new Bar(1_000_000);
    bar.scroll(Infinity);
    assert.equal(bar.y(999_999), 640 - 32);
    bar.scroll(-Infinity);
    assert.equal(bar.y(0), 0);
  });

  test('the thumb in the middle shows the middle', () => {
    const bar = new Bar(1_000_000);
    bar.scroll((bar.viewport.tall - 640) / 2);
    assert.ok(Math.abs(bar.viewport.first - 500_000) < 20, `${bar.viewport.first}`);
  });

  test('the wheel moves by the pixel, wherever it is', () => {
    const bar = new Bar(1_000_000);
    for (const start of [0, 4_000_000]) {
      bar.scroll(start);
      const before = bar.viewport.top;
      for (let turn = 0; turn < 50; turn++) bar.scroll(120);
      assert.equal(bar.viewport.top, before + 50 * 120);
    }
  });

  test('the wheel alone reaches the last row and comes back to the first, with pauses and without', () => {
    for (const pauses of [true, false]) {
      const bar = new Bar(1_000_000);
      bar.put(bar.viewport.reveal(999_000));
      for (let turn = 0; turn < 400; turn++) {
        bar.scroll(100);
        if (pauses) bar.rest();
      }
      assert.equal(bar.y(999_999), 640 - 32);
      bar.put(bar.viewport.reveal(1000));
      for (let turn = 0; turn < 400; turn++) {
        bar.scroll(-100);
        if (pauses) bar.rest();
      }
      assert.equal(bar.y(0), 0);
    }
  });

  test('nothing on screen moves when scrolling rests', () => {
    const bar = new Bar(1_000_000);
    bar.scroll(4_000_000);
    for (let turn = 0; turn < 1000; turn++) bar.scroll(300);
    const { first } = bar.viewport;
    const before = bar.y(first);
    bar.rest();
    assert.equal(bar.viewport.first, first);
    assert.ok(Math.abs(bar.y(first) - before) <= 1);
  });
});

test('QT-6 whatever is done, rows in sight are where they belong and all can be reached', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('scroll' as const), by: fc.integer({ min: -9_000_000, max: 9_000_000 }) }),
    fc.record({ kind: fc.constant('reveal' as const), by: fc.nat() }),
    fc.record({ kind: fc.constant('resize' as const), by: fc.integer({ min: 1, max: 3_000_000 }) }),
    fc.record({ kind: fc.constant('rest' as const), by: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000_000 }), fc.array(step, { maxLength: 20 }), (start, steps) => {
      const bar = new Bar(start);
      let count = start;
      for (const { kind, by } of steps) {
        if (kind === 'scroll') bar.scroll(by);
        else if (kind === 'rest') bar.rest();
        else if (kind === 'resize') bar.put(bar.viewport.resize({ count: (count = by) }));
        else {
          const position = by % count;
          bar.put(bar.viewport.reveal(position));
          assert.ok(bar.viewport.isInSight(position));
          assert.ok(bar.y(position) >= -1 && bar.y(position) + 32 <= 640 + 1, `row ${position} at ${bar.y(position)}`);
        }
        const { top, end, first } = bar.viewport;
        assert.ok(top >= 0 && top <= end);
        assert.ok(Math.abs(bar.y(first) - (first * 32 - top)) <= 1.5, `first at ${bar.y(first)}, top ${top}`);
      }
    }),
    { numRuns: 300 },
  );
});

test('larger text keeps the row at the upper edge', () => {
  const bar = new Bar(1000);
  bar.scroll(3200);
  bar.put(bar.viewport.resize({ rowHeight: 64 }));
  assert.equal(bar.viewport.first, 100);
});
