import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { usageContract } from './contract.ts'

export const usageHandlers: Handlers<typeof usageContract, Deps> = {}
