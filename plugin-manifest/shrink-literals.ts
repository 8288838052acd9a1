import type { Plugin } from 'vite';
import { type Edit, type SyntaxNode, apply, walk } from './syntax.ts';

/**
 * Whitespace in a style sheet that says nothing: around punctuation, and comments. A space before `:` or `(` stays,
 * because `a :hover` and `and (` mean something else without it; so do spaces around `+` and `-`, for `calc`.
 */
export function shrinkCss(css: string): string {
  const parts = css.replace(/\/\*[^]*?\*\//g, ' ').split(/("[^"]*"|'[^']*')/);
  return parts.map((part, index) => (index % 2 ? part : shrinkUnquoted(part))).join('');
}

function shrinkUnquoted(css: string): string {
  return css
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;\}/g, '}');
}

/** Runs of whitespace that hold a line break become one space, and none at an edge between tags. HTML comments go. */
export function shrinkHtml(html: string): string {
  return html.replace(/<!--[^]*?-->/g, '').replace(/\s*\n\s*/g, ' ').replace(/ (\/?>)/g, '$1');
}

const shrinkers: Record<string, (text: string) => string> = { css: shrinkCss, html: shrinkHtml, svg: shrinkHtml };

/**
 * Shrinks the texts of css``, html`` and svg`` templates. Each text is shrunk by itself, so that nothing is assumed
 * about what an expression between two of them becomes.
 * @param parse a parser that answers an ESTree
 */
export function shrinkLiterals(code: string, parse: (code: string) => unknown): string {
  const edits: Edit[] = [];
  for (const node of walk(parse(code))) {
    if (node.type !== 'TaggedTemplateExpression') continue;
    const shrink = shrinkers[String((node['tag'] as { name?: string }).name)];
    if (!shrink) continue;
    for (const { start, end } of (node['quasi'] as { quasis: SyntaxNode[] }).quasis) {
      edits.push({ start, end, text: shrink(code.slice(start, end)) });
    }
  }
  return apply(edits, code);
}

/** Shrinks the templates of all of `src`. */
export function shrinkLiteralsPlugin(): Plugin {
  return {
    name: 'shrink-literals',
    enforce: 'post',
    transform: {
      filter: { id: /\/src\/[^?]*\.ts$/, code: /\b(?:css|html|svg)`/ },
      handler(code) {
        return { code: shrinkLiterals(code, (text) => this.parse(text)), map: null };
      },
    },
  };
}
