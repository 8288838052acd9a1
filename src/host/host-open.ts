import { attempt } from './host-calls.ts';
import type { HostServices } from './host-services.ts';

type Opening = Pick<HostServices, 'open' | 'close' | 'linkTo'>;

/** What the host does to lead from a view elsewhere, made safe to call as in `host-calls.ts`. Only views that lead elsewhere load it. */
export function guardOpening({ open, close, linkTo }: Opening): Opening {
  return {
    ...(open && { open: (view) => void attempt(() => open(view), () => {}) }),
    ...(close && { close: () => void attempt(() => close(), () => {}) }),
    ...(linkTo && { linkTo: (view) => safeLink(() => linkTo(view)) }),
  };
}

/** A link that is none is not offered. */
function safeLink(link: () => unknown): string | null {
  try {
    const address = link();
    return typeof address === 'string' && address ? address : null;
  } catch {
    return null;
  }
}
