import boundaries from 'eslint-plugin-boundaries'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** Which room may import from which. Anything not named here fails. */
const rooms = {
  domain: [],
  data: ['domain'],
  texts: ['domain'],
  search: ['domain'],
  backend: ['domain', 'sync'],
  sync: ['domain', 'data'],
  ui: [],
  feature: ['domain', 'data', 'search', 'ui', 'texts'],
  app: ['domain', 'data', 'search', 'ui', 'texts', 'sync', 'backend', 'feature'],
}

export default [
  { ignores: ['dist/', '.feltboka/', 'node_modules/', 'test-results/', 'supabase/.temp/'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue,js}'],
    languageOptions: { globals: { ...globals.browser, ...globals.node }, parserOptions: { parser: tseslint.parser } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      'vue/multi-word-component-names': 'error',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/html-self-closing': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
      'no-restricted-globals': ['error', { name: 'it', message: 'Import from vitest.' }],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/sw/**', 'src/build/**'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': [
        ...['domain', 'data', 'texts', 'search', 'backend', 'sync', 'ui', 'app'].map((type) => ({ type, pattern: `src/${type}` })),
        { type: 'feature', pattern: 'src/features/*', capture: ['name'] },
      ],
      'boundaries/files': [{ category: 'root', pattern: 'src/main.ts' }],
      'import/resolver': { node: { extensions: ['.ts', '.vue'] } },
    },
    rules: {
      'boundaries/dependencies': ['error', {
        default: 'disallow',
        policies: [
          { from: { file: { categories: 'root' } }, allow: { to: { element: { types: { anyOf: Object.keys(rooms) } } } } },
          ...Object.entries(rooms).map(([from, to]) => ({
            from: { element: { type: from } },
            allow: { to: { element: { types: { anyOf: from === 'feature' ? to : [...to, from] } } } },
          })),
          { from: { element: { type: 'feature' } }, allow: { to: { element: { type: 'feature', captured: { name: '{{ from.element.captured.name }}' } } } } },
          { allow: { to: { module: { origin: 'external' } } } },
        ],
      }],
    },
  },
  {
    files: ['src/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['vue', 'vue-*', 'pinia', 'dexie', '@supabase/*'], message: 'The domain knows no framework.' }] }],
    },
  },
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['src/backend/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['@supabase/*'], message: 'Only backend/ speaks to Supabase.' }] }] },
  },
]
