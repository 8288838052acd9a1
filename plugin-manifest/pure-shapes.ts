import type { Plugin } from 'vite';

/**
 * Marks the calls that make shapes as free of side effects, so that shapes which only the server uses are dropped from
 * the plugin. A bundler can't know: to it `z.object(…)` is a call like any other.
 */
export function markShapes(code: string): string {
  return code.replace(/(?<![\w.$])(?=(?:z\s*\.\w+|[a-z]\w*\.check)\()/g, '/* @__PURE__ */ ');
}

/** Marks the shapes of the licensing API. */
export function pureShapesPlugin(): Plugin {
  return {
    name: 'pure-shapes',
    enforce: 'pre',
    transform: { filter: { id: /\/src\/host\/(?:rest|creatio)\/wire(-\w+)?\.ts$/ }, handler: (code) => ({ code: markShapes(code), map: null }) },
  };
}
