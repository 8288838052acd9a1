/** The lint stage: ESLint over everything, and a test for every source file. */
import { writeFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import { unmirrored } from '../mirror.ts';

const eslint = new ESLint();
const results = await eslint.lintFiles(['.']);
const broken = results.filter((result) => result.errorCount + result.warningCount > 0);
if (broken.length > 0) console.log(await (await eslint.loadFormatter('stylish')).format(broken));

const lonely = unmirrored();
for (const problem of lonely) console.log(problem);

const counts = [broken.length, lonely.length].map((failed) => ({ passed: failed > 0 ? 0 : 1, failed }));
const sum = (key: 'passed' | 'failed') => counts.reduce((total, count) => total + count[key], 0);
if (process.env['COUNTS_FILE']) writeFileSync(process.env['COUNTS_FILE'], JSON.stringify({ passed: sum('passed'), failed: sum('failed'), skipped: 0 }));
process.exitCode = sum('failed') > 0 ? 1 : 0;
