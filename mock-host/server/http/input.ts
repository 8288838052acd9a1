import type { Context } from 'hono';
import * as z from 'zod/mini';
import { HttpProblem, rejected } from './problem.ts';

// The bundle of the plugin carries no sentences of zod's; people who send us something wrong get them.
z.config(z.locales.en());

/** The body of a write, parsed as by `parseInput`. */
export async function readBody<S extends z.core.$ZodType>(context: Context, shape: S): Promise<z.output<S>> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new HttpProblem(415, 'rejected', 'The body has to be JSON.', 'content-type: application/json expected');
  }
  let value: unknown;
  try {
    value = JSON.parse(await context.req.text());
  } catch (error) {
    // A body that grew too large while it was read says so itself.
    if (!(error instanceof SyntaxError)) throw error;
    throw rejected('The body is not JSON.');
  }
  return parseInput(value, shape);
}

/** Query parameters, parsed. A parameter that stands several times is a list; the others are text. */
export function readQuery<S extends z.core.$ZodType>(context: Context, shape: S): z.output<S> {
  const values = Object.entries(context.req.queries()).map(([name, all]) => [name, all.length === 1 ? all[0] : all]);
  return parseInput(Object.fromEntries(values), shape);
}

/** Throws a problem that names the field and what was expected there. */
export function parseInput<S extends z.core.$ZodType>(value: unknown, shape: S): z.output<S> {
  const parsed = z.safeParse(shape, value);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.map(String).join('.') || '(whole)'}: ${issue.message}`);
  throw new HttpProblem(422, 'rejected', 'The request has a wrong shape.', wrong.join('; ').slice(0, 2_000));
}

/** Whether the database can store a text and give it back unchanged: no NUL, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

export const storable = z.refine<string>(isStorable, 'Invalid text: a character that can not be stored');

/** The one way we write ids; whatever else PostgreSQL would read as one is unknown here. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
