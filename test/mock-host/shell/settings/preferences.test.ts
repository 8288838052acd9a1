import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PreferenceStore, type Preferences, readPreferences } from '../../../../mock-host/shell/settings/preferences.ts';

const fallback: Preferences = { theme: 'light', language: 'en', navCollapsed: false };
const holding = (value: string | null) => () => ({ getItem: () => value });

describe('preferences', () => {
  it('come back as they were left', () => {
    const kept = new Map<string, string>();
    const storage = () => ({ getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) });
    new PreferenceStore(storage, fallback).change({ theme: 'dark', language: 'ar' });
    assert.deepEqual(new PreferenceStore(storage, fallback).value, { theme: 'dark', language: 'ar', navCollapsed: false });
  });

  it('fall back when what is stored is missing, broken or foreign', () => {
    for (const stored of [null, '', '{', 'null', '7', '[]', '"dark"', '{"theme":"neon","language":"tlh","navCollapsed":"yes"}']) {
      assert.deepEqual(readPreferences(holding(stored), fallback), fallback, String(stored));
    }
  });

  it('keep what is good beside what is not', () => {
    assert.deepEqual(readPreferences(holding('{"theme":"high-contrast","language":1}'), fallback), { ...fallback, theme: 'high-contrast' });
  });

  it('work where storage is blocked, for as long as the page lives', () => {
    const store = new PreferenceStore(() => {
      throw new DOMException('denied', 'SecurityError');
    }, fallback);
    store.change({ theme: 'dark' });
    assert.equal(store.value.theme, 'dark');
  });
});
