import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { portalContract } from './contract.ts'

export const portalHandlers: Handlers<typeof portalContract, Deps> = {}
