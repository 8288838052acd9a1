import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { hasPackagedBrowser, unpackBrowser } from './packaged-browser.ts';

const run = promisify(execFile);

/** What every browser in this project is started with: no sandbox (CI runs as root), no traffic of its own. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Older ones lack what the plugin's own baseline needs, so their failures would say nothing about us. */
const oldestMajor = 120;

/** Raised when no browser can be found; its message is the one sentence a person needs. */
export class NoBrowserError extends Error {
  override name = 'NoBrowserError';
}

let found: Promise<string> | undefined;

/** `CHROME_PATH`, else an installed Chrome, Chromium or Edge, else the Chromium from the registry package. */
export function findBrowser(): Promise<string> {
  found ??= search();
  return found;
}

/** A browser for journeys and pictures; close it in an `after` hook. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: await findBrowser(),
    headless: true,
    ...options,
    args: [...browserFlags, ...(options.args ?? [])],
  });
}

async function search(): Promise<string> {
  const wanted = process.env['CHROME_PATH'];
  if (wanted) {
    if (await isExecutable(wanted)) return wanted;
    throw new NoBrowserError(`CHROME_PATH is ${wanted}, which is not a program that can be started.`);
  }
  for (const path of installedPaths()) {
    if ((await isExecutable(path)) && (await isRecent(path))) return path;
  }
  if (hasPackagedBrowser()) return unpackBrowser();
  throw new NoBrowserError(
    `No Chrome, Chromium or Edge (version ${oldestMajor} or newer) was found, and none is packaged for ` +
      `${process.platform}-${process.arch}: install one or set CHROME_PATH.`,
  );
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Asks for the version, because `chromium-browser` on some systems is only a note on how to install it. */
async function isRecent(path: string): Promise<boolean> {
  if (process.platform === 'win32') return true; // `--version` opens a window there
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 60_000 });
    return Number(/(\d+)\.\d+\.\d+/.exec(stdout)?.[1] ?? 0) >= oldestMajor;
  } catch {
    return false;
  }
}

function installedPaths(): string[] {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    const roots = ['/Applications', join(process.env['HOME'] ?? '', 'Applications')];
    return roots.flatMap((root) => apps.map((app) => join(root, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
    const programs = [
      join('Google', 'Chrome', 'Application', 'chrome.exe'),
      join('Chromium', 'Application', 'chrome.exe'),
      join('Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ];
    return programs.flatMap((program) => roots.filter((root) => root !== undefined).map((root) => join(root, program)));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge', 'microsoft-edge-stable'];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
  const named = names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)));
  return [...named, '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];
}
