import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { registryContract } from './contract.ts'

export const registryHandlers: Handlers<typeof registryContract, Deps> = {}
