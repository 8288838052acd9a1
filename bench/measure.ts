/** One of several ways to do the same thing. The first of a race is the baseline. */
export interface Contestant {
  readonly name: string;
  /** Does it once; answers how long it took, in milliseconds. */
  run(): Promise<number> | number;
  /** What it took besides time, such as `5 requests`; asked after the last round. */
  counts(): string;
}

export interface Race {
  readonly title: string;
  readonly rounds: number;
  readonly contestants: readonly Contestant[];
}

/** Runs a race, tells its results, and hands them on. */
export type Run = (contest: Race) => Promise<readonly Result[]>;

/** Times of one contestant, in milliseconds. */
export interface Result {
  readonly name: string;
  readonly median: number;
  /** First and third quartile: half of the rounds lie between. */
  readonly spread: readonly [number, number];
  /** Median over the rounds of own time ÷ the baseline's in that same round. */
  readonly ratio: number;
  readonly counts: string;
}

/**
 * Runs every contestant once a round, the first one of a round taking turns: whatever the machine is busy with meets all
 * alike. One round more goes ahead and is not counted.
 */
export async function race({ rounds, contestants }: Race): Promise<Result[]> {
  const times = contestants.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const at = (turn + round + contestants.length) % contestants.length;
      const time = await contestants[at]!.run();
      if (round >= 0) times[at]!.push(time);
    }
  }
  return contestants.map(({ name, counts }, at) => ({
    name,
    median: quantile(times[at]!, 0.5),
    spread: [quantile(times[at]!, 0.25), quantile(times[at]!, 0.75)],
    ratio: quantile(times[at]!.map((time, round) => time / times[0]![round]!), 0.5),
    counts: counts(),
  }));
}

/** The value that a share of all values lies below, between two neighbours in proportion. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return below + (above - below) * (place % 1);
}

/** A table as text: a line for each contestant. */
export function describe({ title, rounds }: Race, results: readonly Result[]): string {
  const rows = [
    ['', 'median', 'half of the rounds', 'ratio', 'counts'],
    ...results.map(({ name, median, spread, ratio, counts }) => [name, ms(median), spread.map(ms).join(' … '), `${ratio.toFixed(2)} ×`, counts]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const last = widths.length - 1;
  const lines = rows.map((row) => row.map((cell, column) => (column === 0 || column === last ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))));
  return [`${title} (${rounds} rounds)`, ...lines.map((cells) => `  ${cells.join('   ')}`.trimEnd())].join('\n');
}

const ms = (time: number): string => `${time < 10 ? time.toFixed(2) : time.toFixed(0)} ms`;
