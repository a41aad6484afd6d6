import { existsSync } from 'node:fs'
import { loadReference, shippedReference } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'

/** Loads the shipped reference data; the template database of the tests has it already. */
export async function withReference(deps: Pick<Deps, 'db'>): Promise<void> {
  if (existsSync(shippedReference)) await loadReference(deps)
}
