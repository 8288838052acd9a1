import type { Result } from './measure.ts';

/** What is found out about one grid; missing where it was not measured. */
export interface Figures {
  readonly name: string;
  /** Minified, brotli, Lit apart. */
  readonly bytes: number;
  readonly open?: Result;
  readonly sort?: Result;
  readonly filter?: Result;
  readonly scroll?: Result;
  /** Share of frames in which a row was blank. */
  readonly blank?: number;
  readonly live?: Result;
  readonly selectAll?: Result;
  /** Megabytes beyond the data. */
  readonly heap?: number;
  readonly nodesBefore?: number;
  readonly nodesLeft?: number;
  readonly violations?: number;
  readonly last?: boolean;
}

interface Line {
  readonly title: string;
  /** What is measured against the target; undefined = not measured. */
  value(figures: Figures): number | undefined;
  /** As a reader sees it; default: the value. */
  show?(figures: Figures): string;
  /** Ours must not be above. */
  readonly target: number | ((count: number) => number);
  readonly unit: string;
}

const lines: readonly Line[] = [
  { title: 'JS brotli, Lit apart', value: ({ bytes }) => bytes / 1000, target: 10, unit: 'kB' },
  ratioOf('first rows (wall)', 'open', 1.5),
  ratioOf('sort by text (CPU)', 'sort', 1),
  ratioOf('filter (CPU)', 'filter', 1),
  ratioOf('scroll (CPU a frame)', 'scroll', 1.5),
  { title: 'frames with a blank row', value: ({ blank }) => blank && blank * 100, show: ({ blank }) => `${(blank! * 100).toFixed(0)} %`, target: 0, unit: '%' },
  ratioOf('1,000 changes a second (CPU)', 'live', 1.2),
  ratioOf('select all (CPU)', 'selectAll', 1.2),
  { title: 'heap beyond the data', value: ({ heap }) => heap, target: (count) => (count > 100_000 ? 5 : 1), unit: 'MB' },
  { title: 'nodes left after unmount', value: ({ nodesLeft }) => nodesLeft, show: ({ nodesLeft }) => String(nodesLeft), target: 0, unit: '' },
  { title: 'axe violations', value: ({ violations }) => violations, show: ({ violations }) => String(violations), target: 0, unit: '' },
  { title: 'last row can be reached', value: ({ last }) => (last === undefined ? undefined : Number(!last)), show: ({ last }) => (last ? 'yes' : 'no'), target: 0, unit: '' },
];

function ratioOf(title: string, key: 'open' | 'sort' | 'filter' | 'scroll' | 'live' | 'selectAll', target: number): Line {
  return {
    title,
    value: (figures) => figures[key]?.ratio,
    show: (figures) => (figures[key]!.ratio === 1 ? `${figures[key]!.median.toFixed(figures[key]!.median < 10 ? 1 : 0)} ms` : `×${figures[key]!.ratio.toFixed(1)}`),
    target,
    unit: '×',
  };
}

/** A Markdown table: a line a figure, a column a grid. The first grid is the baseline, the second is ours; where ours misses its target, it says so. */
export function gridTable(count: number, all: readonly Figures[]): string {
  const rows = lines.flatMap(({ title, value, show, target, unit }) => {
    if (all.every((figures) => value(figures) === undefined)) return [];
    const most = typeof target === 'number' ? target : target(count);
    const cells = all.map((figures, at) => {
      const figure = value(figures);
      if (figure === undefined) return '–';
      const text = show?.(figures) ?? `${figure.toFixed(1)} ${unit}`.trim();
      return at === 1 ? `**${text}**${figure > most ? ' ✗' : ''}` : text;
    });
    const wanted = title.startsWith('last') ? 'yes' : unit === '×' ? `≤ ×${most}` : `≤ ${most} ${unit}`.trim();
    return [[title, wanted, ...cells]];
  });
  const head = [`${count.toLocaleString('en')} rows`, 'target', ...all.map(({ name }) => name)];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
