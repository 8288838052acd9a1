import { LitElement, css } from 'lit';
import { tokens } from './tokens.styles.ts';
import type { ViewContext } from './view-context.ts';
import { view } from './view.styles.ts';
import { wear } from './wear.ts';

interface Question {
  readonly context: ViewContext;
}

/**
 * An element that is one modal dialog, asks one question and takes itself away. It renders a `<dialog>` whose `close` leads to
 * `remove()`. Null is no answer: Cancel, Esc, or taken away by somebody else. The focus returns to where it was.
 */
export abstract class AskingDialog<Q extends Question, Answer> extends LitElement {
  static override readonly styles = [tokens, view, css`:host { display: contents; }`];
  static override readonly properties: Readonly<Record<string, object>> = { question: { attribute: false } };

  declare question: Q;

  ask(): Promise<Answer | null> {
    return new Promise((resolve) => {
      this.addEventListener('answer', (event) => resolve((event as CustomEvent<Answer | null>).detail), { once: true });
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#give(null);
  }

  protected override willUpdate(): void {
    wear(this, this.question.context);
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  protected get dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  /** The first answer counts. */
  protected answer(answer: Answer): void {
    this.#give(answer);
    this.dialog.close();
  }

  #give(detail: Answer | null): void {
    this.dispatchEvent(new CustomEvent('answer', { detail }));
  }
}

/** Asks in `root`. */
export function askIn<Q extends Question, Answer>(root: DocumentFragment, dialog: AskingDialog<Q, Answer>, question: Q): Promise<Answer | null> {
  dialog.question = question;
  root.append(dialog);
  return dialog.ask();
}
