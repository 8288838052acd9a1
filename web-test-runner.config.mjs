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

// Elements that wait for a frame get it at once, not at the next sixtieth of a second.
const args = [...browserFlags, '--disable-frame-rate-limit', '--disable-gpu-vsync'];

// All limits are there to end what hangs: a busy machine keeps them, however long it takes. Those that are not given are 20 to 30 seconds.
const hangs = { start: 120_000, test: 60_000, file: 300_000 };

export default {
  files: ['test/**/*.wtr.ts'],
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [esbuildPlugin({ ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)) })],
  browsers: [
    chromeLauncher({
      concurrency: 2,
      launchOptions: { executablePath, args, timeout: hangs.start },
      async createPage({ context }) {
        // Two pages run side by side: neither has the other's cookies, storage or channels.
        const page = await (await context.browser().createBrowserContext()).newPage();
        page.setDefaultTimeout(hangs.start);
        return page;
      },
    }),
  ],
  reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY }), countReporter()],
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
  testFramework: { config: { timeout: hangs.test, ...(grep === undefined ? {} : { grep }) } },
  browserStartTimeout: hangs.start,
  testsStartTimeout: hangs.start,
  testsFinishTimeout: hangs.file,
};
