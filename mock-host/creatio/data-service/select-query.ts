import type { Method } from '../call.ts';

/** DataService `SelectQuery`. */
export const selectQuery: Method = { needs: [], run: () => Promise.resolve({ success: true, errorInfo: null, rows: [] }) };
