import { type Rolldown, build } from 'vite';
import { plainBuild, root } from '../vite.config.ts';
import { type Budgets, type Load, budgets, loadOf } from './budgets.ts';

const folder = `${root}src/ui/data-grid/`;
/** A page that has Lit already, and uses the data grid alone, over rows that are all here. */
const first = 'data-grid-alone';
const modules: Readonly<Record<string, string>> = {
  'data-grid-page': `export const load = () => [import('${first}'), import('${folder}paged-rows.ts')];`,
  [first]: `export * from '${folder}data-grid.ts'; export * from '${folder}local-rows.ts';`,
};

/** Bundles the data grid by itself, as small as it ships: what has to be there for first rows, and what is loaded on demand (or for rows that come in pages). */
export async function measureGrid(limits: Budgets['grid'] = budgets.grid): Promise<[first: Load, later: Load]> {
  const config = plainBuild();
  const [result] = (await build({
    ...config,
    plugins: [
      {
        name: 'data-grid-page',
        enforce: 'pre',
        // The entry is asked for as a path.
        resolveId: (id) => Object.keys(modules).filter((name) => id.endsWith(name)).map((name) => `\0${name}`)[0],
        load: (id) => modules[id.slice(1)],
      },
      // It is the plugin's entry that hands chunks what they share.
      ...config.plugins!.filter((plugin) => !(plugin && 'name' in plugin && plugin.name === 'link-chunks')),
    ],
    build: {
      ...config.build,
      write: false,
      license: false,
      lib: { entry: 'data-grid-page', formats: ['es'], fileName: () => 'page.js' },
      rolldownOptions: { ...config.build!.rolldownOptions, external: /^lit(\/|$)/ },
    },
  })) as Rolldown.RolldownOutput[];
  const chunks = result!.output.filter((output) => output.type === 'chunk').filter(({ isEntry }) => !isEntry);
  const start = chunks.find(({ facadeModuleId }) => facadeModuleId === `\0${first}`)!;
  const now = chunks.filter((chunk) => chunk === start || start.imports.includes(chunk.fileName));
  return [
    loadOf('the data grid alone', limits.first, now),
    loadOf('the data grid on demand', limits.later, chunks.filter((chunk) => !now.includes(chunk))),
  ];
}
