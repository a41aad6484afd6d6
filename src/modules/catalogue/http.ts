import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { catalogueContract } from './contract.ts'

export const catalogueHandlers: Handlers<typeof catalogueContract, Deps> = {}
