import { layersRule } from './layers.js';
import { noBarrelRule } from './no-barrel.js';
import { noLiteralTextRule } from './no-literal-text.js';

/** Plain JavaScript, because ESLint loads its configuration without tsx. */
export const localRules = { layers: layersRule, 'no-barrel': noBarrelRule, 'no-literal-text': noLiteralTextRule };
