import { tables, textLoader } from './load.ts';

/** Texts of the views that Creatio shows: one more, which tests Creatio itself. */
export const loadCreatioText = textLoader({
  ...tables,
  'self-test': {
    en: () => import('./self-test/en.ts'),
    de: () => import('./self-test/de.ts'),
    uk: () => import('./self-test/uk.ts'),
    ar: () => import('./self-test/ar.ts'),
  },
});
