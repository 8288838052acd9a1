import { noteBuilt, targets } from '../mock-host/start/fresh-build.ts';
import { root } from '../vite.config.ts';
import { buildCreatio } from './build-creatio.ts';
import { buildPlugin } from './build.ts';

/** `npm run build`: what every host loads, and what Creatio loads. */
const log = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  await buildPlugin({ log });
  await buildCreatio({ log });
  // So that a mock host that is started next does not build them again.
  for (const target of targets.filter(({ script }) => script.startsWith('plugin-manifest/'))) await noteBuilt(root, target);
} catch (error) {
  process.stderr.write(`The plugin was not built.\n${(error as Error).message}\n`);
  process.exitCode = 1;
}
