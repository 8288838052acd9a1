import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { localRules } from './test/support/lint/rules.js';

const local = { rules: localRules };

const defaultExport = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const markup = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/]',
    message: 'No markup from strings: render a Lit template.',
  },
  { selector: 'TemplateElement[value.raw=/\\.(innerHTML|outerHTML)\\s*=/]', message: 'No markup from strings: render a Lit template.' },
];
const unsafe = {
  group: ['lit/directives/unsafe-*', 'lit/static-html*', 'lit-html/directives/unsafe-*'],
  message: 'No markup from strings: render a Lit template.',
};

export default defineConfig(
  globalIgnores(['dist/', '**/dist/', '.cache/', '.data/', '**/node_modules/', '**/*.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,js,mjs}'],
    extends: [tseslint.configs.recommended],
    plugins: { local },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', defaultExport],
      'local/layers': 'error',
      'local/no-barrel': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, inheritedMethods: false } }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
            // A chai plugin declares `.equal()` as a promise; it is one only for its own snapshots.
            { from: 'package', package: 'chai', name: ['Equal'] },
          ],
        },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'mock-host/shell/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    rules: {
      ...litA11y.configs.recommended.rules,
      // In a dialog it is how one says where the focus goes.
      'lit-a11y/no-autofocus': 'off',
      'no-restricted-imports': ['error', { patterns: [unsafe] }],
      'no-restricted-syntax': ['error', defaultExport, ...markup],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Tests throw at us what hosts throw at us.
      '@typescript-eslint/only-throw-error': 'off',
      'no-restricted-imports': ['error', { paths: [{ name: '@open-wc/testing', importNames: ['waitUntil'], message: 'It gives up after a second: wait with test/support/until.ts.' }] }],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] } },
  { files: ['src/features/**/*.ts', 'src/ui/**/*.ts'], rules: { 'local/no-literal-text': 'error' } },
  // Their tools ask for a default export.
  { files: ['*.config.{ts,js,mjs}', '**/vite.config.ts', 'test/support/*-reporter.mjs'], rules: { 'no-restricted-syntax': 'off' } },
);
