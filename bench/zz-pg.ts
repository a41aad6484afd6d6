import '#platform/tsx/register.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { writeFileSync } from 'node:fs'
const pg = await startEmbedded('/tmp/speed-helper/pg', {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'all',
  track_io_timing: 'on',
  'pg_stat_statements.track_utility': 'on',
})
writeFileSync('/tmp/speed-helper/url', pg.urlOf('postgres'))
setInterval(() => {}, 1e6)
