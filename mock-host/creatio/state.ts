import type { CreatioSettings } from './settings.ts';

/** Which Creatio a mock host is at the moment, and what it was asked for. */
export class CreatioState {
  #calls = new Map<string, number>();
  settings: CreatioSettings;

  constructor(
    /** What it is at first, and again when it is reset. */
    readonly started: CreatioSettings,
    /** Whether every second item of a write fails at the moment. */
    readonly failEverySecondItem: () => boolean,
  ) {
    this.settings = started;
  }

  reset(): void {
    this.settings = this.started;
  }

  readonly called = (name: string): void => void this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);

  /** Calls by method since they were forgotten last, such as `LicenseService/GetLicenses`. */
  get calls(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#calls].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  forgetCalls(): void {
    this.#calls.clear();
  }
}
