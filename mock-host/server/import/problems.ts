/** Something wrong with a line of an imported file. */
export interface ImportProblem {
  readonly file: string;
  /** Counted from 1, as a text editor does; null = the file as a whole. */
  readonly line: number | null;
  /** The header as it stands in the file; null = the line as a whole. */
  readonly column: string | null;
  readonly reason: string;
}

const kept = 10_000;

/** Everything wrong with an import: all of it is counted, as much of it is kept as anybody may want to read. */
export class ImportProblems {
  #total = 0;
  readonly #problems: ImportProblem[] = [];

  get total(): number {
    return this.#total;
  }

  add(problem: ImportProblem): void {
    this.#total++;
    if (this.#problems.length < kept) this.#problems.push(problem);
  }

  /** The first `limit` as sentences, in the order of files and lines, and how many more there are. */
  report(files: readonly string[], limit: number): string[] {
    const sorted = [...this.#problems].sort(
      (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || (a.line ?? 0) - (b.line ?? 0),
    );
    const lines = sorted.slice(0, limit).map(sentence);
    const more = this.#total - lines.length;
    return more > 0 ? [...lines, `… and ${more.toLocaleString('en')} more.`] : lines;
  }
}

function sentence({ file, line, column, reason }: ImportProblem): string {
  const at = [file, line === null ? null : `line ${line}`, column === null ? null : `column ${column}`];
  return `${at.filter((part) => part !== null).join(', ')}: ${reason}`;
}

/** A value as it is quoted in a message: short, on one line. */
export function quote(value: string): string {
  const line = JSON.stringify(value);
  return line.length > 62 ? `${line.slice(0, 60)}…"` : line;
}
