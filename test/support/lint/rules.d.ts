import type { Rule } from 'eslint';

export const localRules: Record<string, Rule.RuleModule>;
