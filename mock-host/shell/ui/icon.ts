import { type SVGTemplateResult, html, svg } from 'lit';

const shapes = {
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16" />`,
  users: svg`<circle cx="9" cy="8" r="3.5" /><path d="M2.5 20c.4-3.6 3-5.5 6.5-5.5s6.1 1.9 6.5 5.500M16 4.800a3.5 3.5 0 0 1 0 6.400M18 14.900c2.1.8 3.3 2.5 3.5 5.1" />`,
  key: svg`<circle cx="8" cy="15" r="4.5" /><path d="m11.3 11.7 8.2-8.200M16.5 6.500l3 3M13.5 9.500l2 2" />`,
  section: svg`<rect x="3" y="4" width="18" height="12.5" rx="1.500" /><path d="M12 16.500V20M8 20h8" />`,
  search: svg`<circle cx="10.5" cy="10.5" r="6" /><path d="m15 15 5.5 5.5" />`,
  chevron: svg`<path d="m6 9.5 6 6 6-6" />`,
  collapse: svg`<path d="m13 6-6 6 6 6M19 6l-6 6 6 6" />`,
  theme: svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 3.500v17a8.5 8.5 0 0 0 0-17Z" fill="currentColor" />`,
  language: svg`<circle cx="12" cy="12" r="8.5" /><path d="M3.5 12h17M12 3.500c5 5 5 12 0 17M12 3.500c-5 5-5 12 0 17" />`,
  developer: svg`<path d="m8 7-5 5 5 5M16 7l5 5-5 5M13.5 4.500l-3 15" />`,
  close: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  check: svg`<path d="m5 12.5 4.5 4.500L19 7.5" />`,
  warning: svg`<path d="M12 4 2.5 20h19L12 4ZM12 10v4.500M12 17v.5" />`,
  error: svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.500v5.500M12 16v.5" />`,
  pause: svg`<circle cx="12" cy="12" r="8.5" /><path d="M10 9v6M14 9v6" />`,
  bell: svg`<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.5 1.500h-15L6 16.500ZM10 20.500h4" />`,
  up: svg`<path d="M12 19V5M6.5 10.5 12 5l5.5 5.5" />`,
  down: svg`<path d="M12 5v14M6.5 13.5 12 19l5.5-5.5" />`,
  product: svg`<path d="m12 3 8 4.500v9L12 21l-8-4.500v-9L12 3ZM4 7.500l8 4.5 8-4.500M12 12v9" />`,
} satisfies Readonly<Record<string, SVGTemplateResult>>;

export type IconName = keyof typeof shapes;

/** Decoration only: the words beside it, or the control's label, say the same. `size`: pixels beside text of 14. */
export function icon(name: IconName, size = 20): unknown {
  const length = `${size / 14}rem`;
  return html`<svg
    width=${length}
    height=${length}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.7"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >${shapes[name]}</svg>`;
}
