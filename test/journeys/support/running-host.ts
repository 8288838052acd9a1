import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Quirk } from '../../../mock-host/creatio/settings.ts';
import { root } from '../../support/stages.ts';

/** After so long a start counts as hanging, builds and a first filling of the data included. */
const START_MS = 240_000;

/** Whether the journeys of this run are made in Creatio: `JOURNEY_HOST=creatio`. */
export const onCreatio = process.env['JOURNEY_HOST'] === 'creatio';

/** Creatio's services by what the plugin does there, for faults and for looking over its shoulder. Base and version are the default ones. */
export const paths = onCreatio
  ? ({
      saveTab: '/0/rest/AdministrationService/UpdateLicenseInfo',
      grant: '/0/ServiceModel/LicenseService.svc/AddUsersPackages',
      recall: '/0/ServiceModel/LicenseService.svc/DeleteUsersPackages',
      sessions: '/0/DataService/json/SyncReply/SelectQuery',
      endSessions: '/0/rest/AdministrationService/TerminateSession',
    } as const)
  : ({
      saveTab: '/licensing/v1/batches',
      grant: '/licensing/v1/batches/*/apply',
      recall: '/licensing/v1/batches/*/apply',
      sessions: '/licensing/v1/sessions',
      endSessions: '/licensing/v1/sessions/end',
    } as const);

export interface HostOptions {
  readonly scenario?: string;
  /** Address of a plugin manifest on another origin. */
  readonly plugin?: string;
  /** Folder whose CSV files are read first; the scenario is then `imported`. */
  readonly importDir?: string;
  /** A PostgreSQL server for the data; default: embedded, in a folder of its own. */
  readonly databaseUrl?: string;
  /** Which Creatio to be; null = none, whatever this run is made in. */
  readonly creatio?: { readonly base: '/0' | 'none'; readonly version: '8.1.1' | '8.1.3' } | null;
}

const stock = { base: '/0', version: '8.1.3' } as const;

/** A mock host as `npm start` runs it, with data of its own. */
export class RunningHost {
  #process: ChildProcess | null = null;
  #url = '';

  private constructor(
    readonly dataDir: string,
    private readonly options: HostOptions,
  ) {}

  static async start(options: HostOptions = {}): Promise<RunningHost> {
    const host = new RunningHost(await mkdtemp(join(tmpdir(), 'journey-')), options);
    await host.#run();
    return host;
  }

  get url(): string {
    return this.#url;
  }

  /** As when the machine loses power: nothing is told, nothing is finished. */
  async restart(): Promise<void> {
    await this.kill();
    await this.startAgain();
  }

  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** At the same address, with the same data. */
  startAgain(): Promise<void> {
    return this.#run(new URL(this.#url).port);
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** A developer's request, such as a queued fault. Needs no sign-in. */
  async fault(fault: { path: string; kind: string; method?: string; times?: number; delayMs?: number }): Promise<void> {
    const response = await fetch(`${this.#url}/mock/v1/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fault),
    });
    if (!response.ok) throw new Error(`The fault was refused: ${response.status} ${await response.text()}`);
  }

  async clearFaults(): Promise<void> {
    const response = await fetch(`${this.#url}/mock/v1/faults`, { method: 'DELETE' });
    if (!response.ok) throw new Error(`The faults were not cleared: ${response.status}`);
  }

  /** Changes which Creatio it is, such as one of its oddities. */
  async becomes(settings: { readonly quirks?: Partial<Record<Quirk, boolean>>; readonly adminLicensed?: boolean }): Promise<void> {
    const response = await fetch(`${this.#url}/mock/v1/creatio`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    });
    if (!response.ok) throw new Error(`The settings were refused: ${response.status} ${await response.text()}`);
  }

  /** What Creatio's services were asked for since `forgetCalls`, by their methods. */
  async calls(): Promise<Readonly<Record<string, number>>> {
    return ((await (await fetch(`${this.#url}/mock/v1/creatio`)).json()) as { calls: Record<string, number> }).calls;
  }

  async forgetCalls(): Promise<void> {
    const response = await fetch(`${this.#url}/mock/v1/creatio/calls`, { method: 'DELETE' });
    if (!response.ok) throw new Error(`The calls were not forgotten: ${response.status}`);
  }

  async #run(port = '0'): Promise<void> {
    const { importDir, scenario = importDir ? 'imported' : 'demo', plugin, databaseUrl = '', creatio = onCreatio ? stock : null } = this.options;
    const args = ['--import', 'tsx', 'mock-host/start.ts', '--port', port, '--data', this.dataDir, '--scenario', scenario];
    const more = [...(plugin ? ['--plugin', plugin] : []), ...(importDir ? ['--import', importDir] : [])];
    if (creatio) more.push('--host', 'creatio', '--creatio-base', creatio.base, '--creatio-version', creatio.version);
    const child = spawn(process.execPath, [...args, ...more], { cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    let output = '';
    this.#url = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`The mock host was not ready in time:\n${output}`));
      }, START_MS);
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        const url = /Mock host ready: (http:\S+)/.exec(output)?.[1];
        if (!url) return;
        clearTimeout(timer);
        resolve(url);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`The mock host ended with ${code}:\n${output}`));
      });
    });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
