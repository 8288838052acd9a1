/** What only some visits need: one file that is loaded on demand, so that the first look costs less. */
import './ended-sessions.ts';
import './end-result.ts';
export { askToEnd } from './end-dialog.ts';
