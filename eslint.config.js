import tseslint from 'typescript-eslint'

const pure = ['src/kernel/**/*.ts', 'src/modules/*/domain/**/*.ts']
const tests = ['**/*.test.ts', '**/*.test.tsx', 'tests/**/*.ts', 'bench/**/*.ts']
const ambient = (selector, message) => ({ selector, message })

export default tseslint.config(
  { ignores: ['node_modules', 'var', 'dist', '**/*.cjs', 'scripts/**', '*.config.js'] },
  ...tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.domain.json', 'tsconfig.server.json', 'tsconfig.web.json', 'tsconfig.test.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/only-throw-error': ['error', { allow: [{ from: 'lib', name: 'Response' }] }],
      // Element lengths count code points, which is what spreading a string gives.
      '@typescript-eslint/no-misused-spread': 'off',
      complexity: ['error', 12],
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  {
    files: pure,
    ignores: tests,
    rules: {
      'no-restricted-syntax': [
        'error',
        ambient("NewExpression[callee.name='Date'][arguments.length=0]", 'Time comes in as an argument'),
        ambient("MemberExpression[object.name='Date'][property.name='now']", 'Time comes in as an argument'),
        ambient(
          "MemberExpression[object.name='Temporal'][property.name='Now']",
          'Time comes in as an argument',
        ),
        ambient(
          "MemberExpression[object.name='Math'][property.name='random']",
          'Chance comes in as an argument',
        ),
        ambient("MemberExpression[object.name='crypto']", 'Ids and digests come in as arguments'),
      ],
    },
  },
  {
    files: ['web/src/**/*.tsx', 'src/modules/*/pages/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ambient('JSXText[value=/[\\p{L}]{2,}/u]', 'Words live in messages/, not in JSX'),
      ],
      'max-lines-per-function': ['error', { max: 120 }],
    },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 600 }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'no-restricted-syntax': [
        'error',
        ambient(
          "CallExpression[callee.property.name='waitForTimeout']",
          'Wait for what should happen, not for time',
        ),
      ],
    },
  },
)
