import type { GatewayOptions } from '../host/gateway-options.ts';
import { type Known, knowNothing } from '../host/creatio/known.ts';

const known = new Map<string, Known>();

/** What was learned in this page so far: the next user's tab, and the dialog, begin with it. */
export function knownOf<Options extends GatewayOptions>(options: Options): Options & { readonly known: Known } {
  const key = `${options.baseUrl} ${options.user.id}`;
  const mine = known.get(key) ?? knowNothing();
  known.set(key, mine);
  return { ...options, known: mine };
}
