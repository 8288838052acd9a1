/**
 * Look of the little that the entry shows by itself: quiet, and readable in any theme without a single token.
 * What takes longer than a blink to load gets grey bars in its place.
 */
const style = `
:host { display: block; }
:host([hidden]), [hidden] { display: none; }
p { margin: 0; padding: 16px; font: 14px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
button { font: inherit; margin-inline-start: 8px; }
[aria-busy]::before {
  content: ''; display: block; height: 96px; margin: 16px; opacity: 0; animation: waiting 1s .3s forwards;
  background: repeating-linear-gradient(currentColor 0 16px, transparent 0 32px);
}
@keyframes waiting { to { opacity: .08; } }
`;

/** A sentence on screen that assistive technology reads out at once, with a button where trying again can help. */
export function createNotice(sentence: string, again?: { readonly label: string; readonly act: () => void }): HTMLElement {
  const notice = document.createElement('p');
  notice.setAttribute('role', 'alert');
  notice.textContent = sentence;
  if (again) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = again.label;
    button.addEventListener('click', again.act);
    notice.append(' ', button);
  }
  return notice;
}

/** A place of our own in the host's page: neither side's styles reach the other. The view goes into `stage`. */
export function createFrame(frame = document.createElement('div') as HTMLElement): { readonly frame: HTMLElement; readonly root: ShadowRoot; readonly stage: HTMLElement } {
  const root = frame.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const stage = document.createElement('div');
  root.append(stage);
  return { frame, root, stage };
}
