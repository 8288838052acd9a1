import type { Answers } from './page-types.ts';

export declare const answers: Answers & { readonly capabilities: object };
