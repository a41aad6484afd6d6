import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { bookingContract } from './contract.ts'

export const bookingHandlers: Handlers<typeof bookingContract, Deps> = {}
