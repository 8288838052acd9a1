import type { BulkKey } from '../../../text/grant-recall/en.ts';
import { resultLine } from '../result-line.ts';
import type { RunState } from '../grant-recall.state.ts';
import type { BulkText } from '../words.ts';

/** How far it is, in a word or a few. */
export function phaseText({ phase, trouble, summary }: RunState, text: BulkText): string {
  if (phase === 'running' && trouble) return text('run-waiting');
  return text(phase === 'ended' && summary.stopped ? 'run-cancelled' : `run-${phase}`);
}

/** Such as "37 done, 2 unknown, 81 left". */
export function openText({ done, summary: { tally } }: RunState, text: BulkText): string {
  return text('run-open', { done, unknown: tally.unknown, left: tally['not-attempted'] });
}

/** Why somebody can't go on; `here`: nobody but another tab of this browser could. */
export const elsewhereText = (here: boolean, text: BulkText): string => text(here ? 'run-elsewhereHere' : 'run-elsewhereWhy');

/** Such as "about 3 minutes left"; empty = nobody can say. */
export function timeLeftText({ secondsLeft }: Pick<RunState, 'secondsLeft'>, text: BulkText): string {
  if (secondsLeft === null) return '';
  const [unit, seconds]: [BulkKey, number] = secondsLeft < 90 ? ['run-seconds', 1] : secondsLeft < 5_400 ? ['run-minutes', 60] : ['run-hours', 3_600];
  return text(unit, { count: Math.round(secondsLeft / seconds) });
}

/** Least time between two sentences about how far it is, in milliseconds. */
const SAID_EVERY = 10_000;

/**
 * What is read out of a run: that it waits for something or somebody and why, now and then how far it is, and once what it came to.
 */
export class RunSaid {
  words = '';
  #former: RunState | undefined;
  #quarter = 0;
  #at = 0;

  hear(state: RunState, text: BulkText, now: number, here: boolean): void {
    const former = this.#former;
    this.#former = state;
    const quarter = Math.floor((4 * state.done) / state.summary.total);
    const words = this.#sentence(state, former, quarter > this.#quarter && now >= this.#at + SAID_EVERY, text, here);
    if (words || !former) {
      this.words = words;
      this.#quarter = quarter;
      this.#at = now;
    }
  }

  #sentence(state: RunState, former: RunState | undefined, further: boolean, text: BulkText, here: boolean): string {
    const { phase, trouble, summary, done } = state;
    // What was so before anybody looked is on screen, and need not be said.
    if (!former) return '';
    const code = trouble?.code;
    if (phase === former.phase && code === former.trouble?.code) {
      return phase === 'running' && !trouble && further ? text('run-done', { done, total: summary.total }) : '';
    }
    switch (phase) {
      case 'ended':
        return resultLine(summary, text);
      case 'interrupted':
      case 'paused':
        return `${phaseText(state, text)}. ${openText(state, text)}`;
      case 'elsewhere':
        return elsewhereText(here, text);
      case 'settling':
      case 'pausing':
      case 'stopping':
      case 'running':
      case 'lost':
        return code && code !== former.trouble?.code ? text(code) : '';
    }
  }
}
