import { fixture, html } from '@open-wc/testing';
import '../../../../src/features/grant-recall/run/batch-progress.ts';
import type { BatchProgress } from '../../../../src/features/grant-recall/run/batch-progress.ts';
import type { BatchRun, RunState } from '../../../../src/features/grant-recall/grant-recall.state.ts';
import { createText } from '../../../../src/text/format.ts';
import { en } from '../../../../src/text/grant-recall/en.ts';
import { context } from './progress-states.ts';

/** The progress of a run that does what it is told to by the test. */
export class ProgressRig {
  readonly asked: string[] = [];
  readonly #listeners = new Set<(state: RunState) => void>();
  element!: BatchProgress;

  private constructor(private state: RunState) {}

  static async open(state: RunState, given: Partial<Pick<BatchProgress, 'context' | 'text' | 'mini'>> = {}): Promise<ProgressRig> {
    const rig = new ProgressRig(state);
    const element = document.createElement('lic-batch-progress');
    Object.assign(element, { run: rig.#run(), context, text: createText(en, 'en'), ...given });
    rig.element = await fixture<BatchProgress>(html`${element}`);
    return rig;
  }

  async stand(state: RunState): Promise<void> {
    this.state = state;
    for (const next of this.#listeners) next(state);
    await this.element.updateComplete;
  }

  /** What can be read, line by line. */
  get words(): string[] {
    const { shadowRoot } = this.element;
    return [...shadowRoot!.querySelectorAll<HTMLElement>('strong, span, li, p')].map(({ textContent }) => textContent.trim()).filter(Boolean);
  }

  get buttons(): string[] {
    return [...this.element.shadowRoot!.querySelectorAll('button')].map(({ textContent }) => textContent.trim());
  }

  button(label: string): HTMLButtonElement {
    return [...this.element.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === label)!;
  }

  /** What was read out last. */
  get said(): string {
    return this.element.shadowRoot!.querySelector('[role=status]')!.textContent;
  }

  get bar(): HTMLElement {
    return this.element.shadowRoot!.querySelector('[role=progressbar]')!;
  }

  #run(): BatchRun {
    const current = (): RunState => this.state;
    const ask = (verb: string) => (): void => void this.asked.push(verb);
    return {
      state$: {
        subscribe: (next) => {
          this.#listeners.add(next);
          next(this.state);
          return { unsubscribe: () => void this.#listeners.delete(next) };
        },
      },
      get state() {
        return current();
      },
      goOn: ask('goOn'), pause: ask('pause'), cancel: ask('cancel'), retryFailed: ask('retryFailed'), dispose: ask('dispose'),
    };
  }
}
