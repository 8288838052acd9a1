import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { ledgerColumns } from '../../../../src/features/grant-recall/ledger/ledger-columns.ts';
import { type LedgerCsvOptions, ledgerCsv } from '../../../../src/features/grant-recall/ledger/ledger-csv.ts';
import { createText } from '../../../../src/text/format.ts';
import { en } from '../../../../src/text/grant-recall/en.ts';
import { createShownText } from '../../../../src/ui/data-grid/shown-text.ts';
import type { MemoryBulk } from '../../../support/memory-bulk.ts';
import { company, makeBatch, signal } from './made.ts';

const columns = ledgerColumns(createText(en, 'en-US'));
const all = { productId: null, outcomes: null, effects: null, drifted: false, search: '' };

async function written(bulk: MemoryBulk, batchId: string, given: Partial<LedgerCsvOptions> = {}) {
  const progress: string[] = [];
  const { parts, count } = await ledgerCsv({
    columns, locale: 'en-US', signal,
    page: (cursor) => bulk.ledger(batchId, { ...all, cursor, limit: 5 }, signal),
    progress: (done, total) => progress.push(`${done} of ${total}`),
    ...given,
  });
  const file = parts.join('');
  return { file, count, progress, lines: parse(file, { bom: true, columns: true }) as Record<string, string>[] };
}

describe('BX-5 a ledger as a file', () => {
  test('OT-12 says cell by cell what the screen says, all pages of it, and how far it is', async () => {
    const bulk = company();
    const { id, total } = await makeBatch(bulk);
    const { lines, count, progress } = await written(bulk, id);
    const { items } = await bulk.ledger(id, { ...all, cursor: null, limit: 100 }, signal);
    const shown = createShownText('en-US', 'UTC');
    assert.deepEqual([count, lines.length], [total, total]);
    assert.deepEqual(progress, ['5 of 24', '10 of 24', '15 of 24', '20 of 24', '24 of 24']);
    for (const [at, row] of items.entries()) {
      const screen = Object.fromEntries(columns.map((column) => [column.label, shown(column, row)]));
      assert.deepEqual(lines[at], { ...screen, When: '2026-11-21T12:00:00.000Z' });
    }
    assert.deepEqual(lines.find(({ Outcome }) => Outcome === 'Skipped')?.['Reason'], 'This user already has an active assignment for this license.');
  });

  test('BX-14 no spreadsheet takes names, logins or products for formulas', async () => {
    const bulk = company(4);
    bulk.world.addUser({ id: 'evil', name: '=HYPERLINK("http://x","y")', login: '@sum', email: '+1@x' }).addProduct({ id: 'studio', name: '-2+3' }, 9);
    const { id } = await makeBatch(bulk);
    const { file, lines } = await written(bulk, id);
    for (const line of lines) for (const cell of Object.values(line)) assert.doesNotMatch(cell, /^[=+\-@\t\r\n]/);
    assert.match(file, /"'=HYPERLINK\(""http:\/\/x"",""y""\)",'@sum,'\+1@x/);
  });

  test('an item that two pages tell of is written once', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    let pages = 0;
    const page = async (cursor: string | null) => {
      const answer = await bulk.ledger(id, { ...all, cursor, limit: 20 }, signal);
      return pages++ ? { ...answer, items: [...(await bulk.ledger(id, { ...all, cursor: null, limit: 3 }, signal)).items, ...answer.items] } : answer;
    };
    const { count, lines } = await written(bulk, id, { page });
    assert.deepEqual([count, lines.length], [24, 24]);
  });

  test('half an export is none: what fails or is cancelled is thrown', async () => {
    const bulk = company();
    const { id } = await makeBatch(bulk);
    const cancel = new AbortController();
    await assert.rejects(written(bulk, id, { signal: cancel.signal, progress: () => cancel.abort() }), { name: 'AbortError' });
    bulk.after = () => Promise.reject(new Error('lost'));
    await assert.rejects(written(bulk, id), /lost/);
  });
});
