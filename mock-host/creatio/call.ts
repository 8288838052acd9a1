import * as z from 'zod/mini';
import type { Operation, SignedIn } from '../server/auth/sessions.ts';
import type { Database } from '../server/database/open.ts';
import type { CreatioSettings } from './settings.ts';

/** What a method of a service is called with. */
export interface Call {
  readonly database: Database;
  /** The request's JSON, whatever it is. */
  readonly body: unknown;
  readonly caller: SignedIn;
  readonly settings: CreatioSettings;
  /** Seconds until a session that an administrator ends is over. */
  readonly endDelaySeconds: number;
  /** Of several items every second fails, unattempted. */
  readonly failEverySecondItem: boolean;
}

export interface Method {
  /** Whoever has one of these rights may call it; none named: whoever is signed in. */
  readonly needs: readonly Operation[];
  /** Answers what goes out as JSON. Throws a `Refusal` or a `BadRequest`. */
  run(call: Call): Promise<unknown>;
}

/** Methods by name. */
export type Service = Readonly<Record<string, Method>>;

/** Answered with status 200 and an envelope that says no. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly errorCode: string,
    message: string,
  ) {
    super(message);
  }
}

/** Answered with status 400 and a page. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
}

/** The body as a method expects it. */
export function bodyOf<S extends z.core.$ZodType>({ body }: Pick<Call, 'body'>, shape: S): z.output<S> {
  const parsed = z.safeParse(shape, body);
  if (parsed.success) return parsed.data;
  throw new BadRequest(parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.map(String).join('.') || '(whole)'}: ${message}`).join('; '));
}

/** The same for JSON that came as a text within the body, under `name`. */
export function textOf<S extends z.core.$ZodType>(text: string, shape: S, name: string): z.output<S> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new BadRequest(`${name}: JSON expected`);
  }
  return bodyOf({ body }, shape);
}

/** The envelope of most services. */
export const success = { success: true, errorInfo: null } as const;

export function envelopeOf({ errorCode, message }: Refusal): object {
  return { success: false, errorInfo: { errorCode, message } };
}
