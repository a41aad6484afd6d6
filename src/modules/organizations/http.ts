import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { organizationsContract } from './contract.ts'

export const organizationsHandlers: Handlers<typeof organizationsContract, Deps> = {}
