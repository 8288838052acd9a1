import type { EndItem, EndRun } from './session-manager.state.ts';
import { type SessionText, runSummary } from './words.ts';

/** What is read out of an ending: once as a whole when it is through, and again when the last session on its way has gone. */
export class RunSaid {
  words = '';
  #former: EndRun | null = null;

  hear(run: EndRun | null, ledger: () => readonly EndItem[], text: SessionText): void {
    const former = this.#former;
    this.#former = run;
    if (!run || run.running) this.words = '';
    else if (!former || former.running || (former.ending && !run.ending)) this.words = runSummary(run, ledger(), text);
  }
}
