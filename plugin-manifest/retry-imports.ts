import type { Plugin } from 'vite';
import { type Edit, type SyntaxNode, apply, walk } from './syntax.ts';

/**
 * Browsers remember that a module could not be loaded: the same import fails at once, for as long as the page lives.
 * So after a failure the next attempt asks for another address. The first attempt stays a plain import, which bundlers
 * of hosts understand; they are told to leave the other one alone. Where a host has bundled us, that other address
 * leads nowhere and only its own import can find the file.
 */
const helper = `const $tries = {};
const $again = (first, file) =>
  ($tries[file] ? import(/* webpackIgnore: true */ /* @vite-ignore */ file + '?' + $tries[file]).catch(first) : first()).catch((error) => {
    $tries[file] = ($tries[file] ?? 0) + 1;
    throw error;
  });
`;

/**
 * Makes every `import('./file.js')` of a module repeatable.
 * @param parse a parser that answers an ESTree
 */
export function retryImports(code: string, parse: (code: string) => unknown): string {
  const edits: Edit[] = [];
  for (const { type, start, end, source } of walk(parse(code))) {
    if (type !== 'ImportExpression') continue;
    const { value } = source as SyntaxNode;
    if (typeof value !== 'string' || !value.startsWith('.')) continue;
    edits.push({ start, end, text: `$again(() => ${code.slice(start, end)}, ${JSON.stringify(value)})` });
  }
  return edits.length ? helper + apply(edits, code) : code;
}

/** Makes all imports on demand repeatable, in what was bundled. */
export function retryImportsPlugin(): Plugin {
  return {
    name: 'retry-imports',
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === 'chunk' && chunk.dynamicImports.length) chunk.code = retryImports(chunk.code, (code) => this.parse(code));
        }
      },
    },
  };
}
