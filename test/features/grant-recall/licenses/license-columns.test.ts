import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { licenseColumns } from '../../../../src/features/grant-recall/licenses/license-columns.ts';
import type { LicenseProduct } from '../../../../src/licensing/bulk.ts';
import { createText } from '../../../../src/text/format.ts';
import { en } from '../../../../src/text/grant-recall/en.ts';

const text = createText(en, 'en');
const columns = licenseColumns({ text, context: { locale: 'en-US' }, actions: true, vendors: true });
const column = (id: string) => columns.find((one) => one.id === id)!;
const product = (more: Partial<LicenseProduct>): LicenseProduct => ({
  id: 'p', sku: 'SKU', name: 'CRM', vendor: null, seats: { type: 'named', paid: 5, used: 2, assigned: 2, version: 0 },
  term: { state: 'current', start: null, due: null }, ...more,
});
const seats = (more: Partial<LicenseProduct['seats']>): LicenseProduct => product({ seats: { ...product({}).seats, ...more } });
const term = (state: LicenseProduct['term']['state'], start: string | null, due: string | null): LicenseProduct => product({ term: { state, start, due } });

describe('OT-13 columns of the list of licenses', () => {
  test('CR-3 figures add up; what is unlimited says so and sorts last', () => {
    const figures = (row: LicenseProduct) => ['paid', 'used', 'free'].map((id) => [column(id).value!(row), column(id).display?.(row) ?? '']);
    assert.deepEqual(figures(product({})), [[5, '5'], [2, ''], [3, '3']]);
    assert.deepEqual(figures(seats({ type: 'server', paid: null })), [[null, 'Unlimited'], [2, ''], [null, 'Unlimited']]);
    assert.deepEqual(figures(seats({ paid: 12_000, used: 12_001, assigned: 12_001 })), [[12_000, '12,000'], [12_001, ''], [0, '0']]);
  });

  test('CR-8 what more than fill the seats means is explained', () => {
    assert.equal(column('used').hint!(product({})), null);
    assert.equal(column('used').hint!(seats({ used: 7, assigned: 7 })), '2 seats more in use than paid for');
    assert.equal(column('used').hint!(seats({ type: 'concurrent', assigned: 9 })), '9 people share these seats');
  });

  test('CR-8 terms read as they are, and sort by their end', () => {
    const terms = [
      term('current', '2026-01-01', '2026-12-31'), term('future', '2027-01-01', null), term('current', '2026-01-01', null),
      term('expired', null, '2025-12-31'), term('none', null, null),
    ];
    assert.deepEqual(terms.map((row) => column('term').display!(row)), ['Jan 1, 2026 – Dec 31, 2026', 'From Jan 1, 2027', 'No end date', 'Until Dec 31, 2025', '']);
    assert.deepEqual(terms.map((row) => column('term').value!(row)), ['2026-12-31', null, null, '2025-12-31', null]);
    assert.deepEqual(terms.map((row) => column('state').tone!(row)), ['neutral', 'warning', 'neutral', 'danger', 'warning']);
  });

  test('BX-9 a license that nobody holds has no holders to be given another', () => {
    const swap = column('actions').actions!.find(({ id }) => id === 'swap')!;
    assert.deepEqual([swap.disabled!(product({})), swap.disabled!(seats({ used: 0, assigned: 0 }))], [null, 'Nobody holds this license.']);
    assert.equal(swap.label(product({})), 'Swap for… CRM');
  });

  test('CR-2 of a host that tells no vendors there is no column for them', () => {
    const ids = licenseColumns({ text, context: { locale: 'en' }, actions: true, vendors: false }).map(({ id }) => id);
    assert.deepEqual(ids, columns.map(({ id }) => id).filter((id) => id !== 'vendor'));
  });

  test('CR-10 without actions there is no column for them', () => {
    assert.equal(licenseColumns({ text, context: { locale: 'en' }, actions: false, vendors: true }).some(({ kind }) => kind === 'actions'), false);
  });
});
