import type { Clock } from '#kernel/time.ts'
import { loadReference } from '#modules/registry/module.ts'
import type { Database } from '#platform/db/connect.ts'
import { isEmpty, seedDemonstration } from './demonstration/seed-demonstration.ts'

/** Brings reference data up to the shipped files, and an empty database to life when a demonstration is wanted. */
export async function prepareData(
  around: { readonly database: Database; readonly clock: Clock },
  demonstrationInstruments: number | undefined,
  say: (line: string) => void,
): Promise<void> {
  const { database } = around
  if (demonstrationInstruments === undefined || !(await isEmpty(database.sql))) {
    await loadReference({ db: database.db })
    return
  }
  const start = performance.now()
  say('演示省份 making the demonstration province …')
  await seedDemonstration(around, {
    instruments: demonstrationInstruments,
    progress: (line) => say(`  ${line}`),
  })
  say(`  ${((performance.now() - start) / 1000).toFixed(1)} s`)
}
