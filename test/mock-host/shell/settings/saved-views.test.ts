import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SavedViews } from '../../../../mock-host/shell/settings/saved-views.ts';

function views(kept = new Map<string, string>()): SavedViews {
  return new SavedViews(() => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }));
}

describe('saved views', () => {
  it('come back as they were left, to the same person and the same view', () => {
    const saved = views();
    saved.write('1', 'session-manager', '{"sort":[]}');
    assert.equal(saved.read('1', 'session-manager'), '{"sort":[]}');
    assert.equal(saved.read('2', 'session-manager'), null);
    assert.equal(saved.read('1', 'licenses-tab'), null);
  });

  it('keep pairs apart that read alike in a row', () => {
    const saved = views();
    saved.write('a/b', 'c', '1');
    assert.equal(saved.read('a', 'b/c'), null);
  });

  it('hand back nothing that is no JSON or too long, and do not keep it', () => {
    for (const stored of ['', '{', 'undefined', `"${'x'.repeat(20_000)}"`]) {
      const kept = new Map([['system-designer.view.1/v', stored]]);
      assert.equal(views(kept).read('1', 'v'), null, stored.slice(0, 20));
    }
    const saved = views();
    saved.write('1', 'v', '{}');
    for (const text of ['{', `"${'x'.repeat(20_000)}"`, undefined, { sort: [] }, null]) saved.write('1', 'v', text);
    assert.equal(saved.read('1', 'v'), '{}');
  });

  it('let a view start where storage is blocked', () => {
    const saved = new SavedViews(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    saved.write('1', 'v', '{}');
    assert.equal(saved.read('1', 'v'), null);
  });
});
