import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { countReporter } from './test/support/wtr-count-reporter.mjs';

// The runner loads this file by itself, without tsx when it is called by hand.
const { browserFlags, findBrowser } = await tsImport('./test/support/browser.ts', import.meta.url);
const executablePath = await findBrowser().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const grep = process.env.TEST_GREP;

export default {
  files: ['test/**/*.wtr.ts'],
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) })],
  browsers: [chromeLauncher({ concurrency: 2, launchOptions: { executablePath, args: browserFlags } })],
  reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY }), countReporter()],
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
  testFramework: { config: { timeout: 20_000, ...(grep === undefined ? {} : { grep }) } },
  testsFinishTimeout: 240_000,
};
