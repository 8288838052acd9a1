import { buildCreatio } from './build-creatio.ts';
import { buildPlugin } from './build.ts';

/** `npm run build`: what every host loads, and what Creatio loads. */
const log = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  await buildPlugin({ log });
  await buildCreatio({ log });
} catch (error) {
  process.stderr.write(`The plugin was not built.\n${(error as Error).message}\n`);
  process.exitCode = 1;
}
