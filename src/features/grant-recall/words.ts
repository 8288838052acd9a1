import type { EffectCounts } from '../../licensing/bulk.ts';
import type { Seats } from '../../licensing/license.ts';
import type { Effect } from '../../licensing/rules.ts';
import { available } from '../../licensing/seats.ts';
import type { BulkKey } from '../../text/grant-recall/en.ts';
import type { Text } from '../../text/messages.ts';
import type { Tone } from '../../ui/data-grid/column.ts';

export type BulkText = Text<BulkKey>;

/** Effects in the order in which they are listed: what changes something, what needs a look, what stays as it is. */
export const effects: readonly Effect[] = [
  'grant', 'recall', 'role-derived', 'no-seat', 'not-in-term', 'inactive', 'system-account', 'conflict', 'kept', 'already-held', 'not-held',
];

export const tones: Readonly<Record<Effect, Tone>> = {
  grant: 'success', recall: 'accent', 'role-derived': 'warning', 'already-held': 'neutral', 'not-held': 'neutral', 'no-seat': 'danger',
  'not-in-term': 'danger', inactive: 'warning', 'system-account': 'warning', conflict: 'warning', kept: 'neutral',
};

/** What limits a product: seats that are free, or who holds it where nothing is used up by holding it. */
export function seatsText(seats: Seats, text: BulkText): string {
  const { paid, used, assigned } = seats;
  if (paid === null) return text('unlimited', { used });
  return seats.type === 'concurrent' ? text('shared', { assigned, paid }) : text('available', { available: available(seats)!, paid });
}

/** The figure of `seatsText` that changes do change. */
export function seatsFigure({ paid, used, assigned, type }: Seats): number {
  return type === 'concurrent' && paid !== null ? assigned : paid === null ? used : Math.max(0, paid - used);
}

/** Such as "37 get it · 2 already have it". */
export function countWords(counts: EffectCounts, text: BulkText): string {
  return effects.filter((effect) => counts[effect]).map((effect) => text(`count-${effect}` as BulkKey, { count: counts[effect]! })).join(' · ');
}

/** A name amid a sentence, whichever way either of them is written. */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}

export function listNames(names: readonly string[], text: BulkText): string {
  return names.map(isolate).reduceRight((rest, first) => (rest ? text('list', { first, rest }) : first), '');
}
