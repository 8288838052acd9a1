import type { BatchSummary } from '../../licensing/bulk-gateway.ts';
import type { LicensingErrorCode } from '../../licensing/errors.ts';
import type { Effect } from '../../licensing/rules.ts';
import type { BulkKey } from '../../text/grant-recall/en.ts';
import type { Text } from '../../text/messages.ts';

/** Why items are skipped, the most telling first: in this order reasons are said and offered. */
export const skips = [
  'no-seat', 'already-held', 'not-held', 'inactive', 'system-account', 'not-in-term', 'conflict', 'kept',
] as const satisfies readonly Effect[];

const failures = ['forbidden', 'not-found', 'conflict', 'rejected', 'server'] as const satisfies readonly LicensingErrorCode[];

/** What a batch came to, in one sentence: every item once, and why those that were left out were (OT-14). */
export function resultLine(
  { tally, effects, codes, people, products, undoes }: Pick<BatchSummary, 'tally' | 'effects' | 'codes' | 'people' | 'products' | 'undoes'>,
  text: Text<BulkKey>,
): string {
  const list = (parts: readonly string[]): string => parts.reduceRight((rest, first) => text('list', { first, rest }));
  const part = (name: 'granted' | 'recalled' | 'skipped' | 'failed' | 'not-attempted' | 'unknown', count = 0, reasons: readonly string[] = []): string => {
    const said = text(`part-${name}`, { count });
    return reasons.length ? text('because', { part: said, reasons: list(reasons) }) : said;
  };
  const counted = <K extends string>(counts: Readonly<Partial<Record<K, number>>>, names: readonly K[], say: (name: K) => BulkKey): string[] =>
    names.flatMap((name) => (counts[name] ? [text(say(name), { count: counts[name] })] : []));

  const [grants, recalls] = (['grant', 'recall'] as const).map((verb) => products.some(({ change }) => change === verb));
  const derived = effects['role-derived'] ?? 0;
  const kind = undoes ? 'undo' : grants && recalls ? 'both' : recalls ? 'recall' : 'grant';
  const parts = [
    ...(grants ? [part('granted', effects.grant)] : []),
    ...(recalls ? [part('recalled', (effects.recall ?? 0) + derived, counted(effects, ['role-derived'], () => 'of-role-derived'))] : []),
    ...(tally.skipped ? [part('skipped', tally.skipped, counted(effects, skips, (effect) => `of-${effect}`))] : []),
    ...(tally.failed ? [part('failed', tally.failed, counted(codes, failures, (code) => `of-failed-${code}`))] : []),
    ...(['not-attempted', 'unknown'] as const).flatMap((outcome) => (tally[outcome] ? [part(outcome, tally[outcome])] : [])),
  ];
  return text(`result-${kind}`, { people, parts: list(parts) });
}
