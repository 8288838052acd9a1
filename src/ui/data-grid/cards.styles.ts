import { css } from 'lit';

/** On a phone a row is a card, a line for each column, and the head one line that scrolls sideways. */
export const cards = css`
  @container (max-width: 40em) {
    .scroller {
      --row: calc(var(--lines) * 1.75em + 17px);
      scroll-padding: 3em 0 0;
    }
    .head,
    .body {
      inline-size: 100%;
    }
    .head [role='row'] {
      display: flex;
      block-size: 2.6em;
      overflow: auto hidden;
      scrollbar-width: none;
      /* It fades where it goes on. */
      padding-inline-end: 3em;
      mask: linear-gradient(to left, #0000, #000 3em);
    }
    :host([dir='rtl']) .head [role='row'] {
      mask: linear-gradient(to right, #0000, #000 3em);
    }
    [role='columnheader'] {
      flex: none;
      line-height: 2.5em;
    }
    .head .check {
      inline-size: 2.5em;
      inset-inline-start: 0;
    }
    .menu {
      opacity: 1;
    }
    .number .menu {
      order: 0;
    }
    .grip {
      display: none;
    }
    .body [role='row'] {
      grid-template-columns: minmax(0, 1fr);
      grid-auto-rows: 1.75em;
      padding-block: 8px;
    }
    .body [role='row']:has(> .check) {
      grid-template-columns: 2.5em minmax(0, 1fr);
    }
    .body [role='gridcell'] {
      grid-column: -2 / -1;
      position: static;
      line-height: 1.75em;
      text-align: start;
    }
    /* Its label stands before a name, whichever way that reads. */
    .body .text {
      unicode-bidi: normal;
    }
    .body .check {
      grid-row: 1 / span 1;
      grid-column: 1;
    }
    .body .actions {
      padding-inline-start: calc(38% + 10px);
    }
    /* What can be done with a group stands below whose it is. */
    .body .name {
      grid-row: 1 / span 3;
      flex-wrap: wrap;
      align-content: start;
    }
    .name span {
      inline-size: calc(100% - 2em);
    }
    /* As wide as fits beside what chooses columns; the rest stands below. */
    ::slotted(*) {
      order: 1;
    }
    .tools [type='search'] {
      max-inline-size: none;
    }
    .row > :not(.check, .name, .actions)::before {
      content: attr(data-label) / '';
      display: inline-block;
      inline-size: 38%;
      margin-inline-end: 8px;
      overflow: hidden;
      text-overflow: ellipsis;
      vertical-align: top;
      color: var(--lic-quiet);
    }
  }
`;
