import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Arrangement, type Wishes } from '../../../src/features/licenses-tab/arrangement.ts';
import type { Row } from '../../../src/features/licenses-tab/licenses-tab.state.ts';
import { figures, held, row } from './licenses.ts';

const term = (due: string | null) => ({ state: 'current', start: null, due }) as const;
const rows = [
  row({ productId: 'b', name: 'Beta 10', vendor: 'Acme', assignment: held, term: term('2027-01-01') }),
  row({ productId: 'a', name: 'Beta 9', seats: figures({ used: 5 }), term: term('2026-12-31') }),
  row({ productId: 'c', name: 'alpha', seats: figures({ type: 'server', paid: null }), assignment: { ...held, source: 'role', role: 'Sales' } }),
];

/** Ids in their places: hidden ones left out, headings in brackets, gaps as `-`. */
function see(arrangement: Arrangement, of: readonly Row[] = rows): string {
  return arrangement
    .arrange(of, 'en')
    .map((place) => (place === null ? '-' : place.hidden ? '' : `${place.heading ? `[${place.heading}] ` : ''}${place.row.license.productId}`))
    .filter(Boolean)
    .join(' ');
}

function wish(wishes: Partial<Wishes>): Arrangement {
  const arrangement = new Arrangement();
  arrangement.change(wishes);
  return arrangement;
}

describe('sorting', () => {
  const orders: [Partial<Wishes>, string][] = [
    [{}, 'c a b'],
    [{ column: 'product', descending: true }, 'b a c'],
    [{ column: 'status' }, 'c b a'],
    [{ column: 'availability' }, 'a b c'],
    [{ column: 'availability', descending: true }, 'c b a'],
    [{ column: 'type' }, 'a b c'],
    [{ column: 'term' }, 'a b c'],
    [{ column: 'source' }, 'b c a'],
  ];
  for (const [wishes, order] of orders) {
    test(`by ${wishes.column ?? 'product'}${wishes.descending ? ', descending' : ''}`, () => assert.equal(see(wish(wishes)), order));
  }
});

describe('filtering', () => {
  test('by name, SKU or vendor, whatever the case, hides the rest', () => {
    assert.equal(see(wish({ filter: 'BETA' })), 'a b');
    assert.equal(see(wish({ filter: ' acme ' })), 'b');
    assert.equal(see(wish({ filter: 'c' })), 'c b');
    assert.equal(see(wish({ filter: 'nothing' })), '');
  });

  test('CR-4 only granted, and what is pending', () => {
    assert.equal(see(wish({ onlyGranted: true })), 'c b');
    assert.equal(see(wish({ onlyGranted: true }), [rows[0]!, { ...rows[1]!, pending: 'grant' }]), 'a b');
  });

  test('a hidden row is still there: filtering rebuilds nothing', () => {
    assert.equal(wish({ filter: 'beta' }).arrange(rows, 'en').length, 3);
  });
});

describe('grouping', () => {
  test('puts a heading before the first shown row of each group', () => {
    assert.equal(see(wish({ group: 'type' })), '[type-named] a b [type-server] c');
    assert.equal(see(wish({ group: 'status' })), '[granted] c b [notGranted] a');
    assert.equal(see(wish({ group: 'type', filter: '10' })), '[type-named] b');
  });
});

describe('nothing moves while the host changes', () => {
  test('rows keep their places until arranged anew', () => {
    const arrangement = wish({ column: 'status' });
    assert.equal(see(arrangement), 'c b a');
    const later = [row({ productId: 'b' }), row({ productId: 'a', assignment: held }), row({ productId: 'c' })];
    assert.equal(see(arrangement, later), 'c b a');
    arrangement.change();
    assert.equal(see(arrangement, later), 'a b c');
  });

  test('a row once shown stays when it stops to match', () => {
    const arrangement = wish({ onlyGranted: true });
    assert.equal(see(arrangement), 'c b');
    assert.equal(see(arrangement, [row({ productId: 'b' }), rows[1]!, rows[2]!]), 'c b');
  });

  test('a new product comes last, one that is gone leaves its gap', () => {
    const arrangement = new Arrangement();
    assert.equal(see(arrangement), 'c a b');
    assert.equal(see(arrangement, [rows[0]!, rows[2]!, row({ productId: 'aaa' })]), 'c - b aaa');
  });
});
