import { type Run, describe, race } from './measure.ts';

/** `npm run bench`: runs all, or those named. See README.md for what the figures mean. */
type Bench = (run: Run) => Promise<void>;

const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  load: async () => (await import('./load.ts')).load,
  save: async () => (await import('./save.ts')).save,
  rules: async () => (await import('./rules.ts')).rules,
  bulk: async () => (await import('./bulk.ts')).bulk,
  creatio: async () => (await import('./creatio.ts')).creatio,
  grid: async () => (await import('./grid.ts')).grid,
  tab: async () => (await import('./tab.ts')).tab,
};

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.\n`);
  process.exit(2);
}
for (const name of wanted.length ? wanted : Object.keys(benches)) {
  const bench = await benches[name]!();
  await bench(async (contest) => {
    const results = await race(contest);
    print(`${describe(contest, results)}\n`);
    return results;
  });
}
