/** Longest text kept of a view, in characters: arrangements are short, and the browser's storage is shared by all. */
const LONGEST = 20_000;

type Storage = () => Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/**
 * How people have arranged plugins' views, by person and view. The shell keeps the plugin's text (JSON) and reads nothing
 * into it; another person at the same browser has views of their own.
 */
export class SavedViews {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Null when nothing is kept, or nothing that can be: whatever is stored, the view starts. */
  read(userId: string, view: string): string | null {
    try {
      const text = this.#storage().getItem(keyOf(userId, view));
      return text !== null && isKeepable(text) ? text : null;
    } catch {
      return null;
    }
  }

  /** Does nothing with what is no JSON or too long; what was kept before stays. */
  write(userId: string, view: string, text: unknown): void {
    if (typeof text !== 'string' || !isKeepable(text)) return;
    try {
      this.#storage().setItem(keyOf(userId, view), text);
    } catch {
      // Storage is full or blocked: the arrangement then lasts as long as the page.
    }
  }
}

function isKeepable(text: string): boolean {
  if (text.length > LONGEST) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function keyOf(userId: string, view: string): string {
  // Encoded, so that no person and view together make the key of another pair.
  return `system-designer.view.${encodeURIComponent(userId)}/${encodeURIComponent(view)}`;
}
