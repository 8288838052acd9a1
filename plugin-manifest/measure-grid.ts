import { type Rolldown, build } from 'vite';
import { plainBuild, root } from '../vite.config.ts';
import { type Load, budgets, loadOf } from './budgets.ts';

/** What a page would load that uses the data grid alone, and has Lit already. */
const entry = 'data-grid-alone';
const parts = ['data-grid.ts', 'local-rows.ts', 'paged-rows.ts'];

/** Bundles the data grid by itself, as small as it ships. */
export async function measureGrid(budget = budgets.grid): Promise<Load> {
  const config = plainBuild();
  const [result] = (await build({
    ...config,
    plugins: [
      {
        name: 'data-grid-alone',
        // The entry is asked for as a path.
        resolveId: (id) => (id.endsWith(entry) ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? parts.map((part) => `export * from '${root}src/ui/data-grid/${part}';`).join('\n') : null),
      },
      ...config.plugins!,
    ],
    build: {
      ...config.build,
      write: false,
      license: false,
      lib: { entry, formats: ['es'], fileName: () => 'data-grid.js' },
      rolldownOptions: { ...config.build!.rolldownOptions, external: /^lit(\/|$)/ },
    },
  })) as Rolldown.RolldownOutput[];
  return loadOf('the data grid alone', budget, result!.output.filter((output) => output.type === 'chunk'));
}
