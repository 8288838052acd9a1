import * as z from 'zod/mini';
import { LicensingError } from '../../licensing/errors.ts';
import type { Batch } from '../../licensing/gateway.ts';
import { type ItemOutcome, MOST_SAID, outcomeOf } from '../../licensing/outcome.ts';
import type { Effect } from '../../licensing/rules.ts';
import { sweep } from './kept/day-old.ts';
import { fromLetters, toLetters } from './kept/effect-letters.ts';
import type { Kept } from './kept/kept.ts';

/** A batch of the Licenses tab, as far as it has come. Both by the items' keys. */
export interface Save {
  /** What was to be done by a write whose answer may have been lost. */
  readonly sent: ReadonlyMap<string, Effect>;
  readonly done: ReadonlyMap<string, ItemOutcome>;
}

const letter = z.pipe(z.string(), z.transform((text) => fromLetters(text)[0]!));
const shape = z.object({
  at: z.number(),
  content: z.string(),
  sent: z.array(z.object({ key: z.string(), effect: letter })),
  done: z.array(
    z.object({
      key: z.string(),
      effect: letter,
      code: z.nullable(z.enum(['not-found', 'conflict', 'rejected'])),
      said: z.optional(z.string().check(z.maxLength(MOST_SAID))),
    }),
  ),
});
const none: Save = { sent: new Map(), done: new Map() };

/**
 * Remembers for a day what became of batches, so that the same one changes nothing again. The page remembers by itself what
 * the browser can't keep: whoever may not keep anything may still save.
 */
export class Saves {
  readonly #here = new Map<string, { readonly content: string; readonly save: Save }>();

  constructor(
    private readonly kept: Kept,
    private readonly now: () => number,
  ) {}

  /** Rejects `conflict` when the batch's id was used for something else. */
  async read({ id, items }: Batch): Promise<Save> {
    const known = this.#here.get(id) ?? fromKept(await this.kept.read('saves', id).catch(() => undefined));
    if (known && known.content !== JSON.stringify(items)) throw new LicensingError('conflict', 'this batch was sent with other items');
    return known?.save ?? none;
  }

  /** Before each write, and after what it came to is known. */
  async write({ id, items }: Batch, save: Save): Promise<void> {
    const content = JSON.stringify(items);
    if (!this.#here.size) void sweep(this.kept, 'saves', this.now()).catch(() => {});
    this.#here.set(id, { content, save });
    const sent = [...save.sent].map(([key, effect]) => ({ key, effect: toLetters([effect]) }));
    const done = [...save.done.values()].map(({ key, effect, code, said }) => ({ key, effect: toLetters([effect]), code, said }));
    await this.kept.update('saves', id, () => ({ at: this.now(), content, sent, done })).catch(() => {});
  }
}

function fromKept(value: unknown): { readonly content: string; readonly save: Save } | undefined {
  const { data } = shape.safeParse(value);
  if (!data) return undefined;
  return {
    content: data.content,
    save: {
      sent: new Map(data.sent.flatMap(({ key, effect }) => (effect ? [[key, effect]] : []))),
      done: new Map(data.done.map(({ key, effect, code, said }) => [key, outcome(key, effect, code, null, said)])),
    },
  };
}

/** What became of an item: an effect, or why there is none. */
export function outcome(
  key: string,
  effect: Effect | null,
  code: ItemOutcome['code'] = null,
  seats: ItemOutcome['seats'] = null,
  said?: string,
): ItemOutcome {
  return {
    key, outcome: effect ? outcomeOf(effect) : 'failed', effect, code: effect ? null : code, ...(said && { said }),
    retryable: !effect && code === 'conflict', seats,
  };
}
