import type { Question } from './view-context.ts';

/**
 * Asks in a modal dialog inside `root`, whose style sheet gives it its look. True when confirmed; false on Cancel, Esc,
 * or when somebody else closes the dialog. The focus returns to where it was.
 */
export function ask(root: DocumentFragment, question: Question): Promise<boolean> {
  const dialog = document.createElement('dialog');
  const add = (tag: string, text: string): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = text;
    dialog.append(element);
    return element;
  };
  add('h2', question.title);
  add('p', question.message);
  add('button', question.cancelLabel).onclick = () => dialog.close();
  const confirm = add('button', question.confirmLabel);
  confirm.className = 'primary';
  confirm.onclick = () => dialog.close('confirmed');
  dialog.ariaLabel = question.title;
  root.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.remove();
      resolve(dialog.returnValue === 'confirmed');
    };
  });
}
