import type { Bucket } from '../../../licensing/basket.ts';
import type { Column } from '../../../ui/data-grid/column.ts';
import type { BulkText } from '../words.ts';
import type { BasketRow } from './basket.state.ts';
import { placeText, rowName, sourceText } from './basket-words.ts';

/** What is shown of the entries in a bucket, one a row. */
export function basketColumns(bucket: Bucket, text: BulkText): readonly Column<BasketRow>[] {
  const first = { pinned: true, required: true } as const;
  const person: Column<BasketRow> = { id: 'person', label: text('person'), kind: 'text', value: ({ user }) => user?.name ?? null, width: 14 };
  const said: Column<BasketRow> = { id: 'said', label: text('basket-said'), kind: 'text', value: ({ entry }) => entry.text, width: 20 };
  const login: Column<BasketRow> = { id: 'login', label: text('login'), kind: 'text', value: ({ user }) => user?.login ?? null, width: 13 };
  const email: Column<BasketRow> = { id: 'email', label: text('email'), kind: 'text', value: ({ user }) => user?.email ?? null, width: 18 };
  const place: Column<BasketRow>[] = [
    { id: 'place', label: text('basket-place'), kind: 'text', value: ({ entry }) => sourceText(entry, text), width: 11 },
    { id: 'line', label: text('basket-line'), kind: 'number', value: ({ entry }) => entry.line || null, width: 7 },
  ];
  const couldBe: Column<BasketRow> = {
    id: 'could-be', label: text('basket-couldBe'), kind: 'text', value: ({ candidates }) => candidates.map(({ name }) => name).join(' · '), width: 20,
  };
  const same: Column<BasketRow> = {
    id: 'same', label: text('basket-same'), kind: 'text', width: 20,
    value: ({ same }) => same && `${same.text} (${placeText(same, text)})`,
  };
  switch (bucket) {
    case 'ambiguous':
      return [{ ...said, ...first }, actions(text, true), couldBe, ...place];
    case 'unknown':
      return [{ ...said, ...first }, ...place, actions(text)];
    case 'duplicate':
      return [{ ...said, ...first }, person, same, ...place, actions(text)];
    case 'matched':
    case 'inactive':
    case 'system-account':
      return [{ ...person, ...first }, login, email, ...place, { ...said, hidden: true }, actions(text)];
  }
}

function actions(text: BulkText, choose = false): Column<BasketRow> {
  const action = (id: string, words: string) => ({ id, text: words, label: (row: BasketRow) => `${words} ${rowName(row)}` });
  return {
    id: 'actions', label: text('basket-actions'), kind: 'actions', width: choose ? 15 : 9,
    actions: [...(choose ? [action('choose', text('basket-choose'))] : []), action('remove', text('basket-remove'))],
  };
}
