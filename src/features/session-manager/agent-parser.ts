import { parse } from 'bowser';

/** What a client says it is: a program with its major version, and a system. Empty where it doesn't say. */
export interface Client {
  readonly browser: string;
  readonly system: string;
}

/**
 * Systems whose number browsers have frozen, for privacy: it says "at least".
 * Windows 11 still calls itself NT 10.0, every later macOS 10.15.7, and Chrome on Android leaves "10; K" whatever it runs on.
 */
const frozen = /Windows NT 10\.0|Mac OS X 10[._]15|Android 10; K\)/;

/** Reads a client's own description of itself (`User-Agent`). */
export function parseAgent(agent: string): Client {
  const { browser, os } = parse(agent);
  const plain = !agent.startsWith('Mozilla/') || browser.name === 'Mozilla';
  // Only browsers pretend to be others; the rest puts its name first, or last behind a browser's.
  const program = plain ? (agent.startsWith('Mozilla/') ? lastProduct(agent) : firstProduct(agent)) : join(browser.name, major(browser.version));
  return { browser: program, system: join(os.name, systemVersion(os, agent)) };
}

function firstProduct(agent: string): string {
  const [, name, version] = /^([^/(]{1,60}?)(?:\/v?(\d+)|\/|\s*\(|$)/.exec(agent.trim()) ?? [];
  return join(name, version);
}

function lastProduct(agent: string): string {
  const [, name, version] = /\s([^\s/()]{1,60})\/(\d+)\S*$/.exec(agent) ?? [];
  return join(name, version);
}

function systemVersion({ name, version, versionName }: { name?: string; version?: string; versionName?: string }, agent: string): string {
  const isFrozen = frozen.test(agent);
  // Names of Windows are numbers (7, XP); those of macOS are names beside its numbers.
  if (name === 'Windows') return isFrozen ? '10+' : (versionName ?? '');
  const told = version?.split('.').slice(0, 2).join('.') ?? '';
  return isFrozen ? `${told}+` : told;
}

function major(version: string | undefined): string {
  return version?.split('.')[0] ?? '';
}

function join(name = '', version = ''): string {
  return version ? `${name} ${version}` : name;
}
