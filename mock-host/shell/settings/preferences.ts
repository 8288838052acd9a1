import { type Language, languages } from '../text/languages.ts';
import { Store } from '../ui/store.ts';

export const themes = ['light', 'dark', 'high-contrast'] as const;
export type Theme = (typeof themes)[number];

/** What a person chose about the look. */
export interface Preferences {
  readonly theme: Theme;
  readonly language: Language['code'];
  readonly navCollapsed: boolean;
}

const key = 'system-designer.preferences';

/** Anything missing, foreign or blocked becomes the default: whatever is stored, the shell starts. */
export function readPreferences(storage: () => Pick<Storage, 'getItem'>, fallback: Preferences): Preferences {
  try {
    const stored: unknown = JSON.parse(storage().getItem(key) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return fallback;
    const { theme, language, navCollapsed } = stored as Record<string, unknown>;
    return {
      theme: themes.find((known) => known === theme) ?? fallback.theme,
      language: languages.find((known) => known.code === language)?.code ?? fallback.language,
      navCollapsed: typeof navCollapsed === 'boolean' ? navCollapsed : fallback.navCollapsed,
    };
  } catch {
    return fallback;
  }
}

export class PreferenceStore extends Store<Preferences> {
  readonly #storage: () => Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: () => Pick<Storage, 'getItem' | 'setItem'>, fallback: Preferences) {
    super(readPreferences(storage, fallback));
    this.#storage = storage;
  }

  change(changes: Partial<Preferences>): void {
    this.set({ ...this.value, ...changes });
    try {
      this.#storage().setItem(key, JSON.stringify(this.value));
    } catch {
      // Storage is full or blocked: the choice then lasts as long as the page.
    }
  }
}
