import type { Kit } from '../host/creatio/kit.ts';

let kept: Kit | undefined;

/** Keeps the kit of the page for the one view that looks at the kit itself. */
export const keepKit = (kit: Kit): Kit => (kept = kit);

/** The kit of the page; there is one before any view is shown. */
export const pageKit = (): Kit => kept!;
