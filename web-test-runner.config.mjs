import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {chromeLauncher} from '@web/test-runner-chrome';
import {fileURLToPath} from 'node:url';
import {tsImport} from 'tsx/esm/api';
import {countReporter} from './test/support/wtr-count-reporter.mjs';

// The runner loads this file by itself, without tsx when it is called by hand.
const {browserFlags, findBrowser} = await tsImport('./test/support/browser.ts', import.meta.url);
const grep = process.env.TEST_GREP;

export default {
  files: ['test/**/*.wtr.ts'],
  nodeResolve: {exportConditions: ['development', 'browser']},
  plugins: [esbuildPlugin({ts: true, tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url))})],
  browsers: [chromeLauncher({concurrency: 2, launchOptions: {executablePath: await findBrowser(), args: browserFlags}})],
  reporters: [defaultReporter({reportTestProgress: process.stdout.isTTY}), countReporter()],
  testFramework: {config: {timeout: 5000, ...(grep === undefined ? {} : {grep})}},
  testsFinishTimeout: 60_000,
};
