import type { ViewContext } from './view-context.ts';

/** Puts direction, language and theme on an element of ours: its styles and assistive technology go by them. */
export function wear(element: HTMLElement, { direction, locale, theme }: ViewContext): void {
  element.dir = direction;
  element.lang = locale;
  element.setAttribute('theme', theme);
}
