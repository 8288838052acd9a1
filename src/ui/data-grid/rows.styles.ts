import { css } from 'lit';

/** Rows, all of one height, which `--row` says. */
export const rows = css`
  .scroller {
    --row: calc(16em / 7);
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    position: relative;
    contain: strict;
    overflow-anchor: none;
    scroll-padding-block-start: var(--row);
    scroll-padding-inline-start: var(--pinned);
  }
  .head,
  .body {
    inline-size: max(100%, var(--width));
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
  }
  /* What sticks hides what passes below. No cell inherits its ground: else every move of a row would restyle all its cells. */
  .head,
  .head :is(.check, .pinned) {
    background: var(--lic-raised);
  }
  .body {
    position: relative;
    contain: size layout style;
  }
  [role='row'],
  .probe {
    box-sizing: border-box;
    block-size: var(--row);
  }
  [role='row'] {
    display: grid;
    grid-template-columns: var(--tracks);
    border-block-end: 1px solid var(--lic-line);
  }
  .probe {
    position: absolute;
    visibility: hidden;
  }
  .body [role='row'] {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    contain: strict;
    will-change: transform;
  }
  .body [role='row'],
  .body :is(.check, .pinned) {
    background: var(--lic-surface);
  }
  .body [aria-selected='true'],
  .body [aria-selected='true'] > :is(.check, .pinned) {
    background: var(--lic-tint);
  }
  @media (hover: hover) {
    .body [role='row']:hover,
    .body [role='row']:hover > :is(.check, .pinned) {
      background: color-mix(in srgb, var(--lic-accent) 5%, var(--lic-surface));
    }
    .body [aria-selected='true']:hover,
    .body [aria-selected='true']:hover > :is(.check, .pinned) {
      background: color-mix(in srgb, var(--lic-accent) 12%, var(--lic-surface));
    }
  }
  [role='gridcell'],
  [role='columnheader'] {
    box-sizing: border-box;
    min-inline-size: 0;
    padding-inline: 8px;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
    line-height: calc(var(--row) - 1px);
  }
  [role='columnheader'] {
    position: relative;
    display: flex;
    align-items: center;
    gap: 4px;
    font-weight: 600;
    cursor: default;
    user-select: none;
  }
  /* A name reads in its own direction and stands where all do. */
  .text {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .number {
    text-align: end;
    justify-content: end;
  }
  .check {
    display: flex;
    align-items: center;
    justify-content: center;
    padding: 0;
  }
  .check,
  .pinned {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
  }
  .actions,
  .name {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  /* There are as many as there are rows: each draws its border only where somebody is. */
  .actions button,
  .name button {
    line-height: 1.2;
    padding-block: 0;
    border-color: #0000;
    color: var(--lic-quiet);
  }
  [role='row']:is(:hover, :focus-within) :is(.actions, .name) button:not([aria-disabled]) {
    border-color: var(--lic-border);
    color: inherit;
  }
  .actions [aria-disabled] {
    opacity: 0.6;
  }
  @media (hover: none) {
    .actions button,
    .name button {
      border-color: var(--lic-line);
    }
  }

  .body .badge span {
    color: var(--tone);
  }
  .body .badge span::before {
    content: var(--icon) / '';
  }
  [data-tone='neutral'] {
    --tone: var(--lic-quiet);
  }
  [data-tone='accent'] {
    --tone: var(--lic-accent);
    --icon: '◆ ';
  }
  [data-tone='success'] {
    --tone: var(--success);
    --icon: '● ';
  }
  [data-tone='warning'] {
    --tone: var(--lic-warning);
    --icon: '▲ ';
  }
  [data-tone='danger'] {
    --tone: var(--lic-error);
    --icon: '■ ';
  }

  .heading > [role='gridcell']:not(.check, .name),
  .row > .name,
  .blank > .name {
    display: none;
  }
  .heading {
    font-weight: 600;
  }
  .name {
    grid-column: 2 / -1;
  }
  .body .name:first-child {
    grid-column: 1 / -1;
  }
  .name::before {
    content: '▸' / '';
    inline-size: 1em;
  }
  .name[aria-expanded='true']::before {
    content: '▾' / '';
  }
  :host([dir='rtl']) .name[aria-expanded='false']::before {
    content: '◂' / '';
  }
  .name span {
    overflow: hidden;
    text-overflow: ellipsis;
    margin-inline-end: 8px;
  }
  .blank > [role='gridcell']:not(.check)::before {
    content: '' / '';
    display: inline-block;
    inline-size: 60%;
    block-size: 8px;
    border-radius: 4px;
    background: var(--lic-line);
  }
  [aria-busy='true'] > .head::after {
    content: '' / '';
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    block-size: 2px;
    background: linear-gradient(90deg, #0000, var(--lic-accent), #0000) 0 / 30% 100% repeat-x;
    animation: slide 1.2s linear infinite;
  }
  @keyframes slide {
    to {
      background-position-x: 300%;
    }
  }
  @media (forced-colors: active) {
    .body [aria-selected='true'],
    .body [aria-selected='true'] > :is(.check, .pinned),
    .body [aria-selected='true']:hover,
    .body [aria-selected='true']:hover > :is(.check, .pinned) {
      forced-color-adjust: none;
      background: Highlight;
    }
    .body [aria-selected='true'] * {
      color: HighlightText !important;
      border-color: HighlightText;
      outline-color: HighlightText;
    }
    .blank > [role='gridcell']::before {
      background: GrayText;
    }
  }
`;
