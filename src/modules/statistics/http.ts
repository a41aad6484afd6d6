import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { statisticsContract } from './contract.ts'

export const statisticsHandlers: Handlers<typeof statisticsContract, Deps> = {}
