import { brotliCompressSync } from 'node:zlib';

/** A file of the plain build, as the bundler describes it. */
export interface Chunk {
  readonly fileName: string;
  readonly code: string;
  readonly isEntry: boolean;
  /** Files it imports; `dynamicImports` when the code gets there. */
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
  /** Source file whose exports are the chunk's; null for one that several share. */
  readonly facadeModuleId: string | null;
}

export interface Budgets {
  readonly entry: number;
  /** By view: all it may ever load, the entry and its largest language included. */
  readonly views: Readonly<Record<string, number>>;
  /** The data grid by itself, without Lit: what first rows need, and what is loaded on demand. */
  readonly grid: { readonly first: number; readonly later: number };
}

/** Bytes (brotli, kB = 1000 bytes) that may travel before any view shows, and until a view shows. */
export const budgets: Budgets = { entry: 4_000, views: { 'licenses-tab': 32_500, 'session-manager': 77_400, 'grant-recall': 90_000 }, grid: { first: 20_000, later: 6_000 } };

/** The same of what Creatio loads; its entry is loaded on every page, whether anything of ours is on it or not. */
export const creatioBudgets: Pick<Budgets, 'entry' | 'views'> = {
  entry: 1_000,
  views: { 'licenses-tab': 45_000, 'session-manager': 90_000, 'grant-recall': 112_000, 'self-test': 70_000 },
};

/** What has to be loaded for something: its files, largest first, each compressed by itself as a server does. */
export interface Load {
  readonly what: string;
  readonly budget: number;
  readonly total: number;
  readonly files: readonly { readonly fileName: string; readonly bytes: number }[];
}

const viewOf = ({ facadeModuleId }: Chunk): string | undefined => /\/src\/(?:creatio\/)?view-([\w-]+)\.ts$/.exec(facadeModuleId ?? '')?.[1];
const isText = ({ facadeModuleId }: Chunk, view = ''): boolean => !!facadeModuleId?.includes(`/src/text/${view && `${view}/`}`);

const brotli = ({ code }: Pick<Chunk, 'code'>): number => brotliCompressSync(code).length;

/** What some files come to. */
export function loadOf(what: string, budget: number, chunks: Iterable<Pick<Chunk, 'fileName' | 'code'>>): Load {
  const files = [...chunks].map((chunk) => ({ fileName: chunk.fileName, bytes: brotli(chunk) })).sort((a, b) => b.bytes - a.bytes);
  return { what, budget, total: files.reduce((sum, file) => sum + file.bytes, 0), files };
}

/** Measures the entry alone, and each view with the largest of its languages and everything it may load later. */
export function measure(chunks: readonly Chunk[], limits: Pick<Budgets, 'entry' | 'views'> = budgets): Load[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const bytes = new Map(chunks.map((chunk) => [chunk.fileName, brotli(chunk)]));
  const texts = new Set(chunks.filter((chunk) => isText(chunk)).map(({ fileName }) => fileName));
  const views = new Set(chunks.filter(viewOf).map(({ fileName }) => fileName));

  /** Everything that is reached from some files, but for other views and languages. */
  function reach(from: readonly string[], alsoLater: boolean, into = new Set<string>()): Set<string> {
    for (const fileName of from) {
      const chunk = byName.get(fileName);
      if (!chunk || into.has(fileName)) continue;
      into.add(fileName);
      const later = alsoLater ? chunk.dynamicImports.filter((name) => !texts.has(name) && !views.has(name)) : [];
      reach([...chunk.imports, ...later], alsoLater, into);
    }
    return into;
  }

  const load = (what: string, budget: number, names: Iterable<string>): Load => loadOf(what, budget, [...names].map((name) => byName.get(name)!));

  const entry = chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  const largest = (view: string): string[] =>
    chunks.filter((chunk) => isText(chunk, view)).map(({ fileName }) => fileName).sort((a, b) => bytes.get(b)! - bytes.get(a)!).slice(0, 1);
  return [
    load('the entry', limits.entry, reach(entry, false)),
    ...chunks.flatMap((chunk) => {
      const view = viewOf(chunk);
      // A view without a budget gets none.
      return view ? load(`the view ${view}`, limits.views[view] ?? 0, reach([...entry, chunk.fileName, ...largest(view)], true)) : [];
    }),
  ];
}

/** A line for each load, such as `the entry: 2.17 of 4 kB (plugin.js 2.17)`. */
export function describeLoad({ what, budget, total, files }: Load): string {
  const kB = (bytes: number): string => (bytes / 1000).toFixed(2);
  return `${what}: ${kB(total)} of ${budget / 1000} kB brotli (${files.map((file) => `${file.fileName} ${kB(file.bytes)}`).join(', ')})`;
}
