/** What a bundler says of a module. */
interface ModuleInfo {
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
}

export type ModuleGraph = (id: string) => ModuleInfo | null;

const viewPattern = /\/src\/(?:creatio\/)?view-[\w-]+\.ts$/;
/** The view that most people open. It carries nothing that it does not need itself. */
const smallest = /\/view-licenses-tab\.ts$/;

/** Views that come to a module, at once or also on demand. */
export function viewsOf(id: string, graph: ModuleGraph, onDemand: boolean, seen = new Set<string>()): string[] {
  if (seen.has(id)) return [];
  seen.add(id);
  if (viewPattern.test(id)) return [id];
  const { importers = [], dynamicImporters = [] } = graph(id) ?? {};
  return [...importers, ...(onDemand ? dynamicImporters : [])].flatMap((importer) => viewsOf(importer, graph, onDemand, seen));
}

/**
 * The file for a module that several views have in common: one for what the Licenses tab needs as well, Lit included, and
 * one for what only larger views do, the data grid above all. Apart they would be more requests and some bytes more. What
 * every view loads on demand stays a file of its own.
 */
export function commonChunk(id: string, graph: ModuleGraph): 'shared' | 'grid' | null {
  if (viewsOf(id, graph, false).length === 0) return null;
  const views = viewsOf(id, graph, true);
  if (views.length < 2) return null;
  return views.some((view) => smallest.test(view)) ? 'shared' : 'grid';
}
