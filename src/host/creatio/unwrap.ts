import type * as z from 'zod/mini';
import { type Shape, check } from '../parse.ts';
import { isRecord, refusalIn } from './creatio-errors.ts';

/** How many wrappers an answer may be in. */
const DEEPEST = 4;

/**
 * What an answer holds: methods wrap it into a member of their own (`result`), or write it as JSON into a text, or both. The
 * innermost that has the shape is meant, so that a text that happens to look like JSON remains a text where one is expected.
 * @throws LicensingError what the host refuses with; `unexpected-shape`
 */
export function unwrap<S extends Shape>(value: unknown, result: string, shape: S): z.output<S> {
  const layers = [value];
  for (let inner = within(value, result); inner !== undefined && layers.length <= DEEPEST; inner = within(inner, result)) layers.unshift(inner);
  const refusal = layers.map(refusalIn).find(Boolean);
  if (refusal) throw refusal;
  return check(layers.find((layer) => shape.safeParse(layer).success) ?? layers[0], shape);
}

function within(value: unknown, result: string): unknown {
  if (isRecord(value)) return value[result];
  if (typeof value !== 'string') return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
