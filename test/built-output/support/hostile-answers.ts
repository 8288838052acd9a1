import { answers } from './answers.js';
import type { Answers } from './page-types.ts';

/** Harmless where it is shown as a text, and noticed when it is not. */
export const markup = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
const gone = Symbol('gone');
/** What every field is replaced by in turn. */
const hostile: readonly unknown[] = [
  gone, null, true, -1, 1.5, 1e300, '', '7', 'undefined', [], [null], {}, { toString: 1 },
  markup, 'javascript:window.hit=1', '\u202egnp.exe\u202c\u0000\ufeff', `${'x'.repeat(1_000_000)}${markup}`,
];

/** One of each kind. */
export const few: readonly unknown[] = [gone, null, true, -1, 1e300, '', [], {}, markup, '\u202egnp.exe\u202c\u0000\ufeff'];

type Step = string | number;

/** Every place in a value, the value itself included. */
function* places(value: unknown, path: Step[] = []): Generator<Step[]> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, child] of Object.entries(value)) yield* places(child, [...path, Array.isArray(value) ? Number(name) : name]);
}

/** A copy with one place replaced. */
export function replaced(value: unknown, [first, ...rest]: readonly Step[], by: unknown): unknown {
  if (first === undefined) return by === gone ? undefined : by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<Step, unknown>;
  const next = replaced(copy[first], rest, by);
  if (by === gone && !rest.length) Reflect.deleteProperty(copy, first);
  else copy[first] = next;
  return copy;
}

/** A test of answers of which one place is not as it should be. */
export interface Case {
  readonly name: string;
  readonly all: Answers;
}

/** Every place of an answer replaced by everything hostile in turn. `skip`: by path, such as `items.1`. */
export function cases(of: unknown, put: (changed: unknown) => Partial<Answers>, skip: (path: string) => boolean = () => false, by = hostile): Case[] {
  return [...places(of)]
    .filter((path) => !skip(path.join('.')))
    .flatMap((path) =>
      by.map((by) => ({
        name: `${path.join('.') || '(whole)'} := ${typeof by === 'string' ? by.slice(0, 20) : by === gone ? 'gone' : JSON.stringify(by)}`,
        all: { ...answers, ...put(replaced(of, path, by)) },
      })),
    );
}
