import { css } from 'lit';

/**
 * Our tokens, each taken from the host (Creatio's `--crt-*`) with a fallback, light and dark. An element shows its theme
 * in its attribute `theme`; components use `--lic-*` only.
 */
export const tokens = css`
  :host {
    --lic-text: var(--crt-palette-text-primary, light-dark(#181d26, #e8eaee));
    --lic-quiet: var(--crt-palette-text-secondary, light-dark(#566073, #a5aebd));
    --lic-surface: var(--crt-palette-background, light-dark(#fff, #1b1f26));
    --lic-raised: var(--crt-palette-background-secondary, light-dark(#f4f6f9, #252b35));
    --lic-line: var(--crt-palette-divider, light-dark(#dde1e8, #39414e));
    --lic-border: var(--crt-palette-border, light-dark(#7d879a, #818ca0));
    --lic-accent: var(--crt-palette-primary, light-dark(#0d5fd3, #7db2ff));
    --lic-on-accent: var(--crt-palette-primary-contrast, light-dark(#fff, #0b1a30));
    --lic-tint: color-mix(in srgb, var(--lic-accent) 8%, var(--lic-surface));
    --lic-warning: var(--crt-palette-warning, light-dark(#8a4300, #ffb86b));
    --lic-error: var(--crt-palette-error, light-dark(#b3161f, #ff9c96));
    --lic-font: var(--crt-body-2-font, 0.875rem/1.5 system-ui, sans-serif);
    color-scheme: light;
  }
  :host([theme='dark']),
  :host([theme='high-contrast']) {
    color-scheme: dark;
  }
  :host([theme='high-contrast']) {
    --lic-surface: var(--crt-palette-background, #000);
    --lic-raised: var(--lic-surface);
    --lic-quiet: var(--lic-text);
    --lic-line: var(--lic-text);
    --lic-border: var(--lic-text);
  }
`;
