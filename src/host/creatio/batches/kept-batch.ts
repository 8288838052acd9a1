import * as z from 'zod/mini';
import type { LicensingErrorCode } from '../../../licensing/errors.ts';
import type { AssignmentSource } from '../../../licensing/license.ts';
import { outcomeOf } from '../../../licensing/outcome.ts';
import type { Change, Effect } from '../../../licensing/rules.ts';
import { fromLetters, toLetters } from '../kept/effect-letters.ts';

/** How items ended; zeroes are left out. */
export interface Counts {
  readonly effects: Readonly<Partial<Record<Effect, number>>>;
  readonly codes: Readonly<Partial<Record<LicensingErrorCode, number>>>;
  readonly drift: number;
  /** Asked for, and not known to have been carried out or not. */
  readonly unknown: number;
}

/** One user × product, and how it ended. */
export interface Item {
  readonly userId: string;
  readonly planned: Effect | null;
  /** Of an undo: when the change was made that it takes back. */
  readonly expects: number | null;
  readonly outcome: 'open' | 'sent' | 'applied' | 'skipped' | 'failed';
  /** Of what was sent: what it was to do. */
  readonly effect: Effect | null;
  readonly code: LicensingErrorCode | null;
  /** What was held before it was sent. */
  readonly was: AssignmentSource | null;
  /** When it ended. No two writes have the same instant, so changes of one user × product have an order. */
  readonly at: number | null;
}

/** Neighbouring items of one product: few enough to be read and written at once. */
export interface Block {
  readonly from: number;
  /** Place in the batch's columns. */
  readonly column: number;
  /** When its last write was sent; 0 = never. */
  readonly sentAt: number;
  readonly items: readonly Item[];
}

export interface KeptBatch {
  readonly id: string;
  /** What it was made from: the same again is the same batch. */
  readonly content: string;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly stopped: boolean;
  /** All its items are kept. */
  readonly made: boolean;
  readonly people: number;
  /** The only one it is about. */
  readonly person: { readonly id: string; readonly name: string | null } | null;
  readonly undoes: string | null;
  /** Most items of a block. */
  readonly size: number;
  readonly columns: readonly { readonly id: string; readonly name: string | null; readonly change: Change; readonly ifHolds: string | null; readonly items: number }[];
  /** Who carries it out; null = nobody. */
  readonly run: string | null;
  readonly ranAt: number;
  /** Null: a write is under way, or was when the page was closed, and the items have to be counted. */
  readonly counts: Counts | null;
}

const id = z.string();
const number = z.number();
const change = z.enum(['grant', 'recall']);
const counted = z.record(z.string(), number);

const batchShape: z.ZodMiniType<KeptBatch> = z.object({
  id,
  content: z.string(),
  createdAt: number,
  endedAt: z.nullable(number),
  stopped: z.boolean(),
  made: z.boolean(),
  people: number,
  person: z.nullable(z.object({ id, name: z.nullable(z.string()) })),
  undoes: z.nullable(id),
  size: number,
  columns: z.array(z.object({ id, name: z.nullable(z.string()), change, ifHolds: z.nullable(id), items: number })),
  run: z.nullable(id),
  ranAt: number,
  counts: z.nullable(z.object({ effects: counted, codes: counted, drift: number, unknown: number })),
});

/** Each member has an entry for each item: texts a letter, lists a value. */
const blockShape = z.object({
  from: number,
  column: number,
  sentAt: number,
  userIds: z.array(id),
  planned: z.string(),
  expects: z.nullable(z.array(z.nullable(number))),
  outcomes: z.string(),
  effects: z.string(),
  was: z.string(),
  at: z.array(z.nullable(number)),
});

const [OPEN, SENT, ENDED] = ['-', '?', '!'];
/** What failed has the place of its code for an outcome. One is added at the end and none is moved. */
const codes: readonly LicensingErrorCode[] = ['rejected', 'server', 'not-found', 'conflict', 'forbidden'];
const sources = ['direct', 'role'] as const;

/** Undefined: it is not there, or is nothing that can be understood. */
export function readBatch(value: unknown): KeptBatch | undefined {
  return batchShape.safeParse(value).data;
}

/** Likewise. */
export function readBlock(value: unknown): Block | undefined {
  const { data } = blockShape.safeParse(value);
  if (!data) return undefined;
  const [planned, effects] = [fromLetters(data.planned), fromLetters(data.effects)];
  const items = data.userIds.map((userId, place): Item => {
    const letter = data.outcomes[place];
    const effect = effects[place] ?? null;
    const code = codes[Number(letter)] ?? null;
    return {
      userId,
      planned: planned[place] ?? null,
      expects: data.expects?.[place] ?? null,
      outcome: code ? 'failed' : letter === SENT ? 'sent' : letter === ENDED && effect ? outcomeOf(effect) : 'open',
      effect,
      code,
      was: sources[Number(data.was[place])] ?? null,
      at: data.at[place] ?? null,
    };
  });
  return { from: data.from, column: data.column, sentAt: data.sentAt, items };
}

export function toKept({ items, ...block }: Block): z.input<typeof blockShape> {
  return {
    ...block,
    userIds: items.map(({ userId }) => userId),
    planned: toLetters(items.map(({ planned }) => planned)),
    expects: items.some(({ expects }) => expects !== null) ? items.map(({ expects }) => expects) : null,
    outcomes: items.map(({ outcome, code }) => (code ? codes.indexOf(code) : outcome === 'open' ? OPEN : outcome === 'sent' ? SENT : ENDED)).join(''),
    effects: toLetters(items.map(({ effect }) => effect)),
    was: items.map(({ was }) => (was ? sources.indexOf(was) : '-')).join(''),
    at: items.map(({ at }) => at),
  };
}

/** How items ended, added up. */
export function countsOf(blocks: Iterable<Pick<Block, 'items'>>): Counts {
  const effects: Partial<Record<Effect, number>> = {};
  const failed: Partial<Record<LicensingErrorCode, number>> = {};
  let [drift, unknown] = [0, 0];
  for (const { items } of blocks) {
    for (const item of items) {
      const { outcome, effect, code } = item;
      if (outcome === 'sent') unknown++;
      else if (code) failed[code] = (failed[code] ?? 0) + 1;
      else if (outcome !== 'open') effects[effect!] = (effects[effect!] ?? 0) + 1;
      if (drifted(item)) drift++;
    }
  }
  return { effects, codes: failed, drift, unknown };
}

/** The counts after a part of the items has changed. */
export function addCounts(all: Counts, before: Counts, after: Counts): Counts {
  const sum = <K extends string>(of: (counts: Counts) => Readonly<Partial<Record<K, number>>>): Partial<Record<K, number>> => {
    const total: Partial<Record<K, number>> = { ...of(all) };
    for (const [counts, sign] of [[before, -1], [after, 1]] as const) {
      for (const [name, count] of Object.entries(of(counts)) as [K, number][]) total[name] = (total[name] ?? 0) + sign * count;
    }
    return Object.fromEntries(Object.entries(total).filter(([, count]) => count)) as Partial<Record<K, number>>;
  };
  return {
    effects: sum((counts) => counts.effects),
    codes: sum((counts) => counts.codes),
    drift: all.drift - before.drift + after.drift,
    unknown: all.unknown - before.unknown + after.unknown,
  };
}

/** How many items have ended. */
export function endedIn({ effects, codes }: Pick<Counts, 'effects' | 'codes'>): number {
  return [...Object.values(effects), ...Object.values(codes)].reduce((sum, count) => sum + count, 0);
}

/** Whether an item ended otherwise than its plan showed. */
export function drifted({ outcome, effect, planned }: Item): boolean {
  return (outcome === 'applied' || outcome === 'skipped') && planned !== null && effect !== planned;
}

/** Whether it is to be attempted when it is asked for: what was nobody's refusal may do better now. */
export function isOpen({ outcome, code }: Item): boolean {
  return outcome === 'open' || outcome === 'sent' || code === 'server' || code === 'forbidden';
}
