import type * as z from 'zod/mini';
import { LicensingError } from '../licensing/errors.ts';

export type Shape = z.core.$ZodType & { safeParse(value: unknown): z.core.util.SafeParseResult<unknown> };

/** @throws LicensingError `unexpected-shape`, with the place that is wrong */
export function parse<S extends Shape>(text: string, shape: S): z.output<S> {
  return check(fromJson(text), shape);
}

/** @throws LicensingError `unexpected-shape` */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LicensingError('unexpected-shape', 'no JSON');
  }
}

/** @throws LicensingError `unexpected-shape`, with the place that is wrong */
export function check<S extends Shape>(value: unknown, shape: S): z.output<S> {
  const { data, error } = shape.safeParse(value);
  if (!error) return data as z.output<S>;
  const [{ path, message }] = error.issues as [z.core.$ZodIssue];
  throw new LicensingError('unexpected-shape', `${path.map(String).join('.')}: ${message}`);
}
