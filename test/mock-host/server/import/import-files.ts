import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The three files of an import, as text or bytes; those left out have a header and nothing else. */
export interface ImportFiles {
  readonly users?: string | Uint8Array;
  readonly licenses?: string | Uint8Array;
  readonly assignments?: string | Uint8Array;
}

/** Calls `use` with a folder that holds the files, and removes it afterwards. */
export async function withFolder<T>(files: ImportFiles, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    writeFileSync(join(folder, 'users.csv'), files.users ?? 'login,name\n');
    writeFileSync(join(folder, 'licenses.csv'), files.licenses ?? 'sku,name,type\n');
    writeFileSync(join(folder, 'assignments.csv'), files.assignments ?? 'login,sku\n');
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How a program might write a CSV file. */
export interface CsvStyle {
  readonly delimiter: ',' | ';' | '\t';
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly mark: boolean;
  readonly quoteAll: boolean;
  readonly finalLineEnd: boolean;
  /** Orders the columns: the column at each place. */
  readonly order: readonly number[];
  readonly heading: (name: string) => string;
}

/** Writes records, given with one heading each, the way `style` says. */
export function writeCsv(headings: readonly string[], records: readonly (readonly string[])[], style: CsvStyle): string {
  const field = (value: string) =>
    style.quoteAll || /[",;\t\r\n]/.test(value) || value !== value.trim() ? `"${value.replaceAll('"', '""')}"` : value;
  const lines = [headings.map(style.heading), ...records].map((values) => style.order.map((at) => field(values[at]!)).join(style.delimiter));
  return (style.mark ? '\uFEFF' : '') + lines.join(style.lineEnd) + (style.finalLineEnd ? style.lineEnd : '');
}
