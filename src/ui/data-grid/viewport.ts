/** No element is made taller: browsers end at 17 or 33 million device pixels, and zoom multiplies. */
const tallest = 8_000_000;
/** So close to an end, a pixel scrolled is a pixel moved even where the body is shorter than its rows. */
const nearEnd = 1_000_000;

/**
 * Which rows are in sight: maps what the scroll bar says to rows, also where all rows together are taller than an element
 * can be. Small movements (wheel, touch, keys) move the rows by as much; a jump (the thumb is dragged) by as much of the
 * whole. What the two disagree about is made up for when scrolling rests, without anything moving on screen.
 */
export class Viewport {
  /** Pixels, as all here. */
  rowHeight = 0;
  /** What is left for rows below the head. */
  height = 0;
  /** The row pixel at the upper edge, from 0 through `end`. */
  top = 0;
  #count = 0;
  /** Where the scroll bar was when last heard of, or put there. */
  #bar = 0;

  /** Takes over sizes; answers where to put the scroll bar when it has to move. */
  resize(size: { readonly rowHeight?: number; readonly height?: number; readonly count?: number }): number | undefined {
    const { rowHeight = this.rowHeight, height = this.height, count = this.#count } = size;
    const firstShown = this.rowHeight ? this.top / this.rowHeight : 0;
    this.top = rowHeight === this.rowHeight ? this.top : firstShown * rowHeight;
    this.rowHeight = rowHeight;
    this.height = height;
    this.#count = count;
    return this.go(this.top);
  }

  /** Height of the element that stands for all rows. */
  get tall(): number {
    return Math.min(this.#count * this.rowHeight, tallest);
  }

  /** The largest `top`. */
  get end(): number {
    return Math.max(0, this.#count * this.rowHeight - this.height);
  }

  get first(): number {
    return this.rowHeight ? Math.floor(this.top / this.rowHeight) : 0;
  }

  /** Rows that can be in sight at once, those cut at the edges included. */
  get capacity(): number {
    return this.rowHeight ? Math.ceil(this.height / this.rowHeight) + 1 : 0;
  }

  /** Where a row stands in the body; off screen it may be anywhere off screen inside. */
  place(position: number): number {
    const y = Math.round(position * this.rowHeight - this.top + this.#bar);
    return Math.max(0, Math.min(y, this.tall - this.rowHeight));
  }

  /** The user has scrolled; answers where to put the scroll bar when it has to move. */
  scrolled(bar: number): number | undefined {
    const delta = bar - this.#bar;
    this.#bar = bar;
    const atEnd = bar <= 0 || bar >= this.#barEnd;
    const dragged = Math.abs(delta) > Math.max(this.height, this.tall / this.height / 2);
    this.top = !this.#mapped ? bar : dragged ? this.#toTop(bar) : this.top + delta;
    this.top = Math.max(0, Math.min(this.top, this.end));
    return atEnd ? this.settle() : undefined;
  }

  /** Scrolling rests: answers where to put the scroll bar when it is not where these rows should have it. */
  settle(): number | undefined {
    return this.go(this.top);
  }

  /** Moves to a row pixel; answers where to put the scroll bar when it has to move. */
  go(top: number): number | undefined {
    this.top = Math.max(0, Math.min(top, this.end));
    const bar = this.#toBar(this.top);
    // Browsers round to device pixels; that is no difference.
    if (Math.abs(bar - this.#bar) < 1) return undefined;
    return (this.#bar = bar);
  }

  /** Moves no further than needed for all of a row to be in sight; answers as `go` does. */
  reveal(position: number): number | undefined {
    const y = position * this.rowHeight;
    return this.go(Math.min(y, Math.max(this.top, y + this.rowHeight - this.height)));
  }

  isInSight(position: number): boolean {
    const y = position * this.rowHeight - this.top;
    return y >= 0 && y + this.rowHeight <= this.height;
  }

  get #mapped(): boolean {
    return this.#count * this.rowHeight > tallest;
  }

  get #barEnd(): number {
    return Math.max(0, this.tall - this.height);
  }

  #toBar(top: number): number {
    const fromEnd = this.end - top;
    if (!this.#mapped || top <= nearEnd) return top;
    if (fromEnd <= nearEnd) return this.#barEnd - fromEnd;
    return nearEnd + ((top - nearEnd) * (this.#barEnd - 2 * nearEnd)) / (this.end - 2 * nearEnd);
  }

  #toTop(bar: number): number {
    const fromEnd = this.#barEnd - bar;
    if (bar <= nearEnd) return bar;
    if (fromEnd <= nearEnd) return this.end - fromEnd;
    return nearEnd + ((bar - nearEnd) * (this.end - 2 * nearEnd)) / (this.#barEnd - 2 * nearEnd);
  }
}
