/** Why the mock host can't start: one sentence for the person who started it. Ends the process with exit code 2. */
export class StartError extends Error {
  override readonly name = 'StartError';

  constructor(
    sentence: string,
    /** More lines below the sentence, such as every bad line of an import. */
    readonly details: readonly string[] = [],
  ) {
    super(sentence);
  }
}

/** The `code` of a system error (`EACCES` …); empty when it has none. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
