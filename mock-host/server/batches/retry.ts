/** PostgreSQL gave up one transaction so that others can go on: the same again will do. */
const passing = new Set(['40001', '40P01']);
const ATTEMPTS = 6;

/** The SQLSTATE of what a database refused; null for anything else. */
export function sqlState(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Runs a transaction again when it lost a race that is nobody's fault. */
export async function withRetries<T>(work: () => Promise<T>, random: () => number = Math.random): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !passing.has(sqlState(error) ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, random() * 20 * 2 ** attempt));
    }
  }
}
