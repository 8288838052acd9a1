/** Loaded before the mock host, in its process: holds what would else be a matter of how busy the machine is. */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

/** `patience`: no timer of a second or more ever ends. `rename`: no draft is ever moved into its place. */
const held = process.env['HELD'];

if (held === 'patience') {
  const { setTimeout } = globalThis;
  const patient = (run: () => void, ms = 0): NodeJS.Timeout => setTimeout(run, ms < 1_000 ? ms : 2 ** 31 - 1);
  globalThis.setTimeout = Object.assign(patient, setTimeout);
}
if (held === 'rename') {
  const { rename } = fs;
  Object.assign(fs, { rename: (from: string, to: string) => (from.endsWith('.new') ? new Promise(() => {}) : rename(from, to)) });
  syncBuiltinESMExports();
}
