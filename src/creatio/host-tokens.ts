/**
 * The colours and the type of Creatio's theme, under the names by which the plugin asks any host for them. What its theme does
 * not name stays what it is further out. Its border is too faint for controls, so they get a grey that all can see.
 */
const colours = {
  'text-primary': 'color-text-body',
  'text-secondary': 'color-text-muted',
  background: 'color-background-base',
  'background-secondary': 'color-background-secondary-subtle',
  divider: 'color-border-base',
  border: 'palette-neutral-500',
  primary: 'color-background-primary',
  'primary-contrast': 'color-text-on-primary',
  error: 'color-text-error',
};

const type = '--crt-body-2-font: var(--crt-body-2-font-weight, 400) var(--crt-body-2-font-size, 0.875rem) / var(--crt-body-2-line-height, 1.5) var(--crt-body-2-font-family, system-ui, sans-serif)';

/** One sheet for all elements; no style goes into the page. */
export const hostTokens = new CSSStyleSheet();
hostTokens.replaceSync(`:host { ${Object.entries(colours).map(([ours, theirs]) => `--crt-palette-${ours}: var(--crt-${theirs}, inherit); `).join('')}${type}; }`);
