import { parseArgs } from 'node:util';
import { type CreatioSettings, stockSettings } from '../creatio/settings.ts';
import { findScenario, scenarios } from '../scenarios/scenarios.ts';
import { StartError, systemCode } from './start-error.ts';

/** What `npm start` was asked for. */
export interface StartOptions {
  readonly help: boolean;
  /** 0 = any free port. */
  readonly port: number;
  readonly dataDir: string;
  readonly scenario: string;
  /** Folder with users.csv, licenses.csv and assignments.csv; null = import nothing. */
  readonly importDir: string | null;
  /** Address of the plugin's manifest on another origin; null = the plugin built here. */
  readonly pluginManifestUrl: string | null;
  /** Which Creatio the mock host is; null = the host of the licensing API. */
  readonly creatio: CreatioSettings | null;
  readonly build: boolean;
}

export const usage = `Usage: npm start -- [options]

  --port N         port to listen on, 0 for any free one (default 4400)
  --data DIR       folder that keeps the data (default .data)
  --scenario NAME  ${scenarios.map((scenario) => scenario.name).join(', ')}
                   (default demo; imported with --import)
  --import DIR     read users.csv, licenses.csv and assignments.csv from DIR first (docs/import-format.md)
  --plugin URL     load the plugin from another origin: its folder or its plugin-manifest.json;
                   for Creatio with remoteModuleEntry.js beside it
  --host NAME      rest (default), or creatio: the plugin speaks Creatio's services and is loaded as Creatio does
  --creatio-base /0|none
                   where these services are: /0 as on .NET Framework (default), none as on .NET
  --creatio-version 8.1.1|8.1.3
                   without or with role-based licenses (default 8.1.3)
  --no-build       serve what dist/ holds, even when older than its sources
  --help           show this

DATABASE_URL=postgres://… keeps the data in a PostgreSQL server instead of --data.`;

/** Reads the command line. Throws a `StartError` with one sentence for anything it can't follow. */
export function parseOptions(args: readonly string[]): StartOptions {
  const values = parse(args);
  const scenario = values.scenario ?? (values.import === undefined ? 'demo' : 'imported');
  if (!findScenario(scenario)) {
    throw new StartError(`Unknown scenario "${scenario}"; known are ${scenarios.map(({ name }) => name).join(', ')}.`);
  }
  const creatio = parseCreatio(values);
  return {
    help: values.help ?? false,
    port: parsePort(values.port ?? '4400'),
    dataDir: notEmpty('--data', values.data ?? '.data'),
    scenario,
    importDir: values.import === undefined ? null : notEmpty('--import', values.import),
    pluginManifestUrl: values.plugin === undefined ? null : parsePluginUrl(values.plugin),
    creatio,
    build: !values['no-build'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        scenario: { type: 'string' },
        import: { type: 'string' },
        plugin: { type: 'string' },
        host: { type: 'string' },
        'creatio-base': { type: 'string' },
        'creatio-version': { type: 'string' },
        'no-build': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    // Node's own messages run over several sentences; the quoted option is all that is needed.
    const quoted = error instanceof Error ? (/'([^']*)'/.exec(error.message)?.[1] ?? '') : '';
    const name = quoted.replace(/^-\w, /, '').replace(/[ =].*$/, '');
    switch (systemCode(error)) {
      case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
        throw new StartError(`Unknown option ${name}; --help lists the known ones.`);
      case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
        throw new StartError(`Unexpected argument "${quoted}"; --help lists what can be given.`);
      case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
        throw new StartError(
          name === '--help' || name === '--no-build' ? `Option ${name} takes no value.` : `Option ${name} needs a value.`,
        );
      default:
        throw error;
    }
  }
}

function parseCreatio(values: ReturnType<typeof parse>): CreatioSettings | null {
  const { host = 'rest', 'creatio-base': base, 'creatio-version': version } = values;
  oneOf('--host', host, ['rest', 'creatio']);
  if (host === 'rest') {
    if (base !== undefined || version !== undefined) throw new StartError('Options --creatio-base and --creatio-version need --host creatio.');
    return null;
  }
  return {
    ...stockSettings,
    ...(base !== undefined && { base: oneOf('--creatio-base', base, ['/0', 'none']) === 'none' ? '' : '/0' }),
    ...(version !== undefined && { version: oneOf('--creatio-version', version, ['8.1.1', '8.1.3']) }),
  };
}

function oneOf<Word extends string>(option: string, value: string, words: readonly [Word, Word]): Word {
  const word = words.find((known) => known === value);
  if (word === undefined) throw new StartError(`${option} must be ${words.join(' or ')}, not "${value}".`);
  return word;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new StartError(`--port must be a number from 0 to 65535, not "${text}".`);
  return port;
}

function notEmpty(option: string, value: string): string {
  if (value.trim() === '') throw new StartError(`Option ${option} needs a value.`);
  return value;
}

function parsePluginUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new StartError(`--plugin must be an http or https address, not "${text}".`);
  if (url.pathname.endsWith('.json')) return url.href;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return new URL('plugin-manifest.json', url).href;
}
