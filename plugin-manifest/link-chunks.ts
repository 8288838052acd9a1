import type { Plugin, Rolldown } from 'vite';
import { changedLater } from './changed-later.ts';
import { type Edit, type SyntaxNode, apply, walk } from './syntax.ts';

/**
 * Browsers remember that a module could not be loaded, and with it every module that imports it: the same import fails at
 * once, for as long as the page lives. So no chunk of ours imports another one. One that needs others is a function of
 * what these export, and the entry loads all of them side by side, hands one to the other, and asks for a file that
 * failed at another address the next time. Whatever fails and however often, a chunk runs once.
 *
 * The first attempt stays a plain import, which bundlers of hosts understand; they are told to leave the other one
 * alone. Where a host has bundled us, that other address leads nowhere and only its own import can find the file.
 */
const loader = `const $tries = {};
const $made = {};
const $fetch = (file, first) =>
  ($tries[file] ? import(/* webpackIgnore: true */ /* @vite-ignore */ file + '?' + $tries[file]).catch(first) : first()).catch((error) => {
    $tries[file] = ($tries[file] ?? 0) + 1;
    throw error;
  });
const $make = async (file) => {
  const [first, ...needs] = $files[file];
  const [module, ...parts] = await Promise.all([$fetch(file, first), ...needs.map($load)]);
  return module.$make ? module.$make($load, ...parts) : module;
};
const $load = (file) =>
  ($made[file] ??= $make(file).catch((error) => {
    $made[file] = undefined;
    throw error;
  }));
`;

type Chunk = Pick<Rolldown.OutputChunk, 'fileName' | 'code' | 'isEntry' | 'imports'>;
type Program = SyntaxNode & { readonly body: readonly SyntaxNode[] };
type Parsed = Chunk & { readonly program: Program };

/**
 * Links the chunks of a build.
 * @param parse a parser that answers an ESTree
 * @returns their code by file name
 * @throws Error that says which chunk can't be linked, and why
 */
export function linkChunks(chunks: readonly Chunk[], parse: (code: string) => unknown): Map<string, string> {
  if (chunks.length === 1) return new Map(chunks.map(({ fileName, code }) => [fileName, code]));
  const parsed = new Map(chunks.map((chunk) => [chunk.fileName, { ...chunk, program: parse(chunk.code) as Program }]));
  return new Map(
    [...parsed.values()].map((chunk) => {
      if (chunk.isEntry) return [chunk.fileName, asEntry(chunk, chunks)];
      return [chunk.fileName, chunk.imports.length || importsOnDemand(chunk.program).length ? asFunction(chunk, parsed) : chunk.code];
    }),
  );
}

/** Every `import('./file.js')` of a module, as an edit that has the entry load it. */
function importsOnDemand(program: Program): Edit[] {
  return [...walk(program)].flatMap(({ type, start, end, source }) => {
    const path = type === 'ImportExpression' && (source as SyntaxNode)['value'];
    return typeof path === 'string' && path.startsWith('./') ? { start, end, text: `$load(${JSON.stringify(path)})` } : [];
  });
}

/** The entry knows every file, and what each needs. */
function asEntry({ fileName, code, imports, program }: Parsed, chunks: readonly Chunk[]): string {
  if (imports.length) throw new Error(`${fileName} can't be linked: it imports ${imports.join(', ')}, and has to start by itself.`);
  const paths = (names: readonly string[]): string[] => names.map((name) => JSON.stringify(`./${name}`));
  const files = chunks.filter(({ isEntry }) => !isEntry).map(({ fileName, imports }) => {
    const [path] = paths([fileName]);
    return `  ${path}: [${[`() => import(${path})`, ...paths(imports)].join(', ')}],\n`;
  });
  return `const $files = {\n${files.join('')}};\n${loader}${apply(importsOnDemand(program), code)}`;
}

/** `import { a as b } from './x.js'; …; export { c as d };` becomes `export const $make = ($load, { a: b }) => { …; return { d: c }; };` */
function asFunction({ fileName, code, imports, program }: Parsed, chunks: ReadonlyMap<string, Parsed>): string {
  const refuse = (why: string): never => {
    throw new Error(`${fileName} can't be linked: ${why}`);
  };
  const parts = new Map(imports.map((name) => [name, '{}']));
  const edits = importsOnDemand(program);
  let answer = '';
  for (const node of program.body.filter(({ type }) => /^(?:Im|Ex)port/.test(type))) {
    const from = ((node['source'] as SyntaxNode | null)?.['value'] as string | undefined)?.slice(2);
    if (node.type === 'ImportDeclaration' && parts.has(from!)) parts.set(from!, pairs(node, 'imported', 'local'));
    else if (node.type === 'ExportNamedDeclaration' && from === undefined && !node['declaration']) answer += `return ${pairs(node, 'exported', 'local')};\n`;
    else refuse(code.slice(node.start, node.end).slice(0, 99));
    edits.push({ start: node.start, end: node.end, text: '' });
  }
  for (const name of imports) {
    const chunk = chunks.get(name) ?? refuse(`it imports ${name}, which is not ours.`);
    if (chunk.isEntry) refuse(`it imports ${name}, of which a page may have several.`);
    const changed = changedLater(chunk.program);
    if (changed.length) refuse(`it would not see how ${name} changes ${changed.join(', ')} later.`);
  }
  return `export const $make = (${['$load', ...parts.values()].join(', ')}) => {\n${apply(edits, code)}\n${answer}};\n`;
}

/** `{ a as b }` as `{ a: b }`; a whole namespace as its name. */
function pairs(node: SyntaxNode, outer: 'imported' | 'exported', inner: 'local'): string {
  const name = (each: unknown): string => String((each as SyntaxNode)['name'] ?? JSON.stringify((each as SyntaxNode)['value']));
  const specifiers = node['specifiers'] as readonly SyntaxNode[];
  const whole = specifiers.find(({ type }) => type === 'ImportNamespaceSpecifier');
  return whole ? name(whole[inner]) : `{ ${specifiers.map((each) => `${name(each[outer] ?? { name: 'default' })}: ${name(each[inner])}`).join(', ')} }`;
}

/** Links what was bundled, so that every file may fail and be tried again. */
export function linkChunksPlugin(): Plugin {
  return {
    name: 'link-chunks',
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const linked = linkChunks(chunks, (code) => this.parse(code));
        for (const chunk of chunks) chunk.code = linked.get(chunk.fileName)!;
      },
    },
  };
}
