import { createTimes } from '../../../ui/times.ts';
import type { ViewContext } from '../../../ui/view-context.ts';
import { type BulkText, isolate } from '../words.ts';
import type { BasketRow, GivenEntry, Told } from './basket.state.ts';
import { LARGEST_FILE } from './basket.store.ts';

/** What an entry is from: a file, a saved set, or what was pasted or picked. */
export function sourceText({ source, line }: GivenEntry, text: BulkText): string {
  return source ?? text(line ? 'basket-pasted' : 'basket-picked');
}

/** Such as "leavers.csv, line 12". */
export function placeText(entry: GivenEntry, text: BulkText): string {
  const source = isolate(sourceText(entry, text));
  return entry.line ? text('basket-sourceLine', { source, line: text('told-line', { line: entry.line }) }) : source;
}

/** Whom an entry is about, as far as that is known. */
export function rowName({ user, entry }: BasketRow): string {
  return user?.name ?? (entry.term || entry.text);
}

/** Whether it is something to do better, rather than to know. */
export function isTrouble({ kind }: Told): boolean {
  return kind !== 'read' && kind !== 'saved' && kind !== 'loaded';
}

export function toldText(told: Told, text: BulkText): string {
  switch (told.kind) {
    case 'read': {
      const { source, count, headings, aside } = told;
      return [
        text('told-read', { source: source === null ? text('basket-pasted') : isolate(source), count }),
        ...(headings.length ? [text('told-headings', { lines: headings.map((line) => text('told-line', { line })).join(', ') })] : []),
        ...(aside ? [text('told-aside', { count: aside })] : []),
      ].join(' ');
    }
    case 'not-text':
    case 'too-large':
    case 'unreadable':
      return text(`told-${told.kind}`, { source: isolate(told.source), most: LARGEST_FILE / 1_000_000 });
    case 'too-many':
    case 'gone':
      return text(`told-${told.kind}`, { count: told.count, most: 'most' in told ? told.most : 0 });
    case 'saved':
    case 'loaded':
    case 'set-too-large':
      return text(`told-${told.kind}`, { name: isolate(told.set.name), count: told.set.count });
    case 'failed':
      return text(told.code);
  }
}

export function savedText(set: { readonly count: number; readonly savedAt: number }, text: BulkText, context: ViewContext): string {
  return text('sets-saved', { people: text('people', { count: set.count }), date: createTimes(context).moment(set.savedAt) });
}
