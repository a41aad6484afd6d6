/** The arrows of ARCHITECTURE.md, as rules a machine can refuse. */
const order = [
  'identity',
  'organizations',
  'notices',
  'registry',
  'profiles',
  'reporting',
  'catalogue',
  'qualification',
  'standing',
  'booking',
  'orders',
  'allocation',
  'availability',
  'usage',
  'settlement',
  'demand',
  'purchase',
  'assessment',
  'statistics',
  'exchange',
  'portal',
]
const rule = (name, from, to) => ({ name, severity: 'error', from, to })
const downwardOnly = order
  .slice(0, -1)
  .map((module, i) =>
    rule(
      `${module}-knows-only-the-modules-before-it`,
      { path: `^src/modules/${module}/` },
      { path: `^src/modules/(${order.slice(i + 1).join('|')})/` },
    ),
  )
const test = '\\.test\\.tsx?$'
const module_ = '^src/modules/([^/]+)'

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('no-unresolvable', {}, { couldNotResolve: true }),
    rule('kernel-stands-alone', { path: '^src/kernel', pathNot: test }, { pathNot: '^src/kernel' }),
    rule(
      'domain-knows-only-kernel-and-itself',
      { path: `${module_}/domain`, pathNot: test },
      { pathNot: ['^src/kernel', '^src/modules/$1/domain'] },
    ),
    rule(
      'contract-knows-only-kernel-domain-and-zod',
      { path: `${module_}/contract(\\.ts$|/)` },
      {
        pathNot: ['^src/kernel', '^src/modules/$1/(domain|contract)/', '(^|/)node_modules/zod'],
      },
    ),
    rule(
      'data-looks-down',
      { path: `${module_}/data` },
      { path: '^src/modules/$1/(use-cases|http|pages|jobs|index)' },
    ),
    rule(
      'use-cases-do-not-know-http',
      { path: `${module_}/use-cases`, pathNot: test },
      { path: ['^src/modules/$1/(http|pages|jobs|index)', '^src/platform/http', 'node_modules/fastify'] },
    ),
    rule(
      'a-module-is-entered-by-its-front-door',
      { path: `${module_}/`, pathNot: test },
      { path: `${module_}/`, pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    ),
    rule(
      'peers-are-called-from-use-cases-and-jobs',
      { path: `${module_}/(data|http|pages|domain|contract)`, pathNot: test },
      { path: `${module_}/`, pathNot: '^src/modules/$1/' },
    ),
    ...downwardOnly,
    rule(
      'main-mounts-modules-and-nothing-deeper',
      { path: '^src/main', pathNot: test },
      { path: '^src/modules', pathNot: '^src/modules/[^/]+/(module|seed)\\.ts$' },
    ),
    rule(
      'nobody-imports-main',
      { pathNot: ['^src/main', '^tests/', '^bench/', test] },
      { path: '^src/main' },
    ),
    rule(
      'platform-knows-no-subject',
      { path: '^src/platform', pathNot: test },
      { path: '^src/(modules|main)' },
    ),
    rule(
      'only-data-and-db-touch-sql',
      {
        path: '^src',
        pathNot: ['^src/platform/(db|jobs|outbox|files|mail|settings)', '^src/modules/[^/]+/data', test],
      },
      { path: 'node_modules/(kysely|postgres)/' },
    ),
    rule(
      'web-sees-contracts-and-kernel-only',
      { path: '^web' },
      { path: '^src', pathNot: ['^src/kernel', '^src/modules/[^/]+/(contract\\.ts$|messages/)'] },
    ),
    rule(
      'web-features-do-not-import-each-other',
      { path: '^web/src/features/([^/]+)/' },
      { path: '^web/src/features/([^/]+)/', pathNot: '^web/src/features/$1/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.server.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
