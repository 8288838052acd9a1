/** Every scenario of the mock host: one list for the demo, the tests and the pictures. */

/** A set of data. Each is kept apart, so that switching scenarios loses nothing. */
export type DatasetName = 'demo' | 'empty' | 'large' | 'imported';

/** How the network between browser and host behaves. Rates are shares of requests, 0 to 1. */
export interface NetworkSettings {
  readonly latencyMs: number;
  /** Answered with a 503 problem instead of being handled. */
  readonly errorRate: number;
  /** The connection breaks before the host sees the request. */
  readonly dropRequestRate: number;
  /** The connection breaks after the host has done everything the request asks for. */
  readonly dropAnswerRate: number;
}

/** How the host itself misbehaves. */
export interface Misbehaviour {
  /** Every value of every licensing answer has another type than agreed. */
  readonly malformed: boolean;
  /** A session ends after so many licensing requests; null = never. */
  readonly endSessionAfter: number | null;
  /** Every second item of a batch fails with the code `server`, unattempted. */
  readonly failEverySecondItem: boolean;
  /** So long after it was asked for does a session end. */
  readonly endDelaySeconds: number;
}

export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly data: DatasetName;
  readonly network: NetworkSettings;
  readonly misbehaviour: Misbehaviour;
  /** Version of the contract that the shell claims to implement. */
  readonly hostApiVersion: string;
}

export const smoothNetwork: NetworkSettings = { latencyMs: 0, errorRate: 0, dropRequestRate: 0, dropAnswerRate: 0 };
const wellBehaved: Misbehaviour = { malformed: false, endSessionAfter: null, failEverySecondItem: false, endDelaySeconds: 0 };
const usual = { data: 'demo', network: smoothNetwork, misbehaviour: wellBehaved, hostApiVersion: '1.2.0' } as const;

export const scenarios: readonly Scenario[] = [
  {
    ...usual,
    name: 'demo',
    title: 'Demo company',
    description: 'A thousand users, 25 products, Caleb Jones among them. Everything works.',
  },
  {
    ...usual,
    name: 'empty',
    title: 'New installation',
    description: 'Nothing but the administrators: no products, no licenses.',
    data: 'empty',
  },
  {
    ...usual,
    name: 'large',
    title: 'Large company',
    description: '100,000 users, 200 products, 1,000,000 assignments. The first start loads them.',
    data: 'large',
  },
  {
    ...usual,
    name: 'imported',
    title: 'Imported data',
    description: 'What --import read; a new installation until then.',
    data: 'imported',
  },
  {
    ...usual,
    name: 'slow',
    title: 'Slow network',
    description: 'The demo company, every answer 1.5 seconds late.',
    network: { ...smoothNetwork, latencyMs: 1500 },
  },
  {
    ...usual,
    name: 'partial-failure',
    title: 'Partial failure',
    description: 'Every second change of a save fails on the host; saving the rest again helps.',
    misbehaviour: { ...wellBehaved, failEverySecondItem: true },
  },
  {
    ...usual,
    name: 'signed-out',
    title: 'Short sessions',
    description: 'A session ends after six licensing requests; signing in again starts another.',
    misbehaviour: { ...wellBehaved, endSessionAfter: 6 },
  },
  {
    ...usual,
    name: 'late-endings',
    title: 'Late endings',
    description: 'A session that an administrator ends is over 20 seconds later.',
    misbehaviour: { ...wellBehaved, endDelaySeconds: 20 },
  },
  {
    ...usual,
    name: 'malformed',
    title: 'Malformed answers',
    description: 'Every licensing answer has the wrong shape.',
    misbehaviour: { ...wellBehaved, malformed: true },
  },
  {
    ...usual,
    name: 'old-host',
    title: 'Old host',
    description: 'The host implements an older contract than the plugin supports.',
    hostApiVersion: '0.9.0',
  },
];

export function findScenario(name: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}
